import { useEffect, useMemo, useState } from 'react';
import { type BookingRule, proposedFields, type PublicPage } from '#shared/domain/public-page.ts';
import { useRecord, useRecords } from '#renderer/state/records.ts';
import { useTeam } from '#renderer/state/team.ts';
import type { PageLink } from '#renderer/vault/api.ts';
import { vault } from '#renderer/state/vault-client.ts';

/** What the settings of today would put on the page. */
export function useProposed(): ReturnType<typeof proposedFields> {
  const business = useRecord('business', 'business');
  const services = useRecords('services');
  const rules = useRecords('bookingRules');
  const languages = useRecord('aiSettings', 'ai')?.languages;
  return useMemo(() => {
    if (business === undefined) return {};
    const byId = new Map<string, BookingRule>(rules.map((rule) => [rule.id, rule]));
    return proposedFields({ business, services, rules: byId, languages });
  }, [business, services, rules, languages]);
}

/** The link that customers get, as the vault makes it; `undefined` while there is none. */
export function usePageLink(page: PublicPage | undefined): PageLink | undefined {
  const [link, setLink] = useState<PageLink>();
  const slug = page?.slug;
  const keyNumber = page?.keyNumber;
  const memberCount = useTeam(({ team }) => team?.members.length);
  useEffect(() => {
    let isWanted = true;
    const keep = (next: PageLink | undefined): void => void (isWanted && setLink(next));
    void vault()
      .pageLink()
      .then(keep, () => keep(undefined));
    return () => void (isWanted = false);
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- the link follows address, key and who is in the team
  }, [slug, keyNumber, memberCount]);
  return link;
}
