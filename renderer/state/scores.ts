import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LeadScore } from '#shared/agent/insight/score.ts';
import type { Enquiry } from '#shared/domain/enquiry.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { conversationOf } from '#shared/records/enquiries.ts';
import { jobsBy } from '#shared/records/jobs.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { isLimitedPerson } from '#shared/records/right-to-send.ts';
import { mostScored } from '#renderer/vault/insight/api.ts';
import { vault } from './vault-client.ts';

interface Known {
  /** All that the score followed from: one that stands is not asked for again. */
  state: string;
  score: LeadScore | undefined;
}

/**
 * How likely work comes of enquiries, by their ids: the vault reads what their customers wrote, some at a time.
 * `records`: with enquiries, contacts, conversations and jobs.
 */
export function useEnquiryScores(
  records: RecordReader,
  enquiries: readonly Enquiry[],
): ReadonlyMap<string, Known> {
  const [known, setKnown] = useState<ReadonlyMap<string, Known>>(new Map());
  const open = enquiries
    .map((enquiry) => [enquiry.id, stateOf(records, enquiry)] as const)
    .filter(([id, state]) => known.get(id)?.state !== state)
    .slice(0, mostScored);
  const key = JSON.stringify(open);
  useEffect(() => {
    const wanted = JSON.parse(key) as [string, string][];
    if (wanted.length === 0) return undefined;
    let isCurrent = true;
    const look = async () => {
      const found = await vault().scoreEnquiries(wanted.map(([id]) => id));
      if (!isCurrent) return;
      const scores = found.ok ? found.value : {};
      const next = wanted.map(([id, state]) => [id, { state, score: scores[id] }] as const);
      setKnown((before) => new Map([...before, ...next]));
    };
    ignore(look());
    return () => {
      isCurrent = false;
    };
  }, [key]);
  return known;
}

function stateOf(records: RecordReader, enquiry: Enquiry): string {
  const { id, contactId, title, stage, score, expectedOn } = enquiry;
  const { leadScore, addresses } = records.get('contacts', contactId) ?? {};
  const isMinor = isLimitedPerson(records, contactId, 'minor');
  const lastAt = records.get('conversations', conversationOf(records, enquiry) ?? '')?.lastAt;
  const jobs = [...jobsBy(records, 'enquiryId', id), ...jobsBy(records, 'contactId', contactId)];
  const work = jobs.map((job) => job.state).join(' ');
  const isAddressed = Object.keys(addresses ?? {}).length > 0;
  return JSON.stringify([title, stage, score, expectedOn, leadScore, isMinor, isAddressed, lastAt, work]);
}

/** Says a score with its reasons. */
export function useScoreWords() {
  const { t } = useTranslation('insight');
  return ({ value, isManual, reasons }: LeadScore) => ({
    text: t(isManual ? 'scoreManual' : 'scoreOf', { value }),
    hint: t('scoreWhy'),
    reasons: reasons.map(({ reason, points }) => ({ text: t(`reason.${reason}`), points })),
    none: t('noReasons'),
    own: isManual ? value : undefined,
    labels: { own: t('scoreOwn'), ownHint: t('scoreOwnHint'), release: t('scoreRelease') },
  });
}
