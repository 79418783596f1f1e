import { useDeferredValue, useMemo } from 'react';
import { type BroadcastPlan, type Reaches, whomItReaches } from '#shared/commands/broadcast/audience.ts';
import type { LeftOutWhy } from '#shared/domain/broadcast/broadcast.ts';
import type { Contact } from '#shared/domain/contact.ts';
import type { MessageRate } from '#shared/domain/message-rate.ts';
import { costOfTemplate } from '#shared/records/message-cost.ts';
import { jobsAndParts } from '#renderer/state/jobs.ts';
import { useNow } from '#renderer/state/now.ts';
import { useReader } from '#renderer/state/records.ts';

const looked = [
  'breaches',
  'broadcasts',
  'broadcastRecipients',
  'business',
  'consents',
  'contacts',
  'conversations',
  'customFields',
  'enquiries',
  'identities',
  'messageRates',
  'messageTemplates',
  'segments',
  ...jobsAndParts,
] as const;

export interface ReachNow extends Reaches {
  /** By reason, the most first. */
  why: { why: LeftOutWhy; people: Contact[] }[];
  /** What is known of what Meta asks for it. */
  costs: MessageRate[];
}

/** Whom a draft would reach if it began now; it follows what is typed a moment later. */
export function useReach({ id, audience, accountId, templateId, values, mail }: BroadcastPlan): ReachNow {
  const records = useReader(looked);
  const now = useNow();
  // The plan is made anew with each rendering; what it says is not. Its name and when it begins reach nobody else.
  const asked = useDeferredValue(JSON.stringify({ id, audience, accountId, templateId, values, mail }));
  return useMemo(() => {
    const found = whomItReaches(records, JSON.parse(asked) as BroadcastPlan, now);
    const by = new Map<LeftOutWhy, Contact[]>();
    for (const { contact, why } of found.leftOut) {
      const people = by.get(why);
      if (people === undefined) by.set(why, [contact]);
      else people.push(contact);
    }
    const why = Array.from(by, ([each, people]) => ({ why: each, people })).toSorted(
      (a, b) => b.people.length - a.people.length,
    );
    const costs = found.reached.flatMap(
      ({ by, reach }) =>
        ('template' in by ? costOfTemplate(records, by.template, reach.country, now) : undefined) ?? [],
    );
    return { ...found, why, costs };
  }, [records, asked, now]);
}
