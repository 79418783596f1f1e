import { accountsOf } from '#shared/domain/invoice-status.ts';
import { nextVisit } from '#shared/domain/job-states.ts';
import type { ReplyVariable } from '#shared/domain/quick-reply.ts';
import { useContactRecords } from '#renderer/state/contact-records.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useMe } from '#renderer/state/members.ts';
import { useNow } from '#renderer/state/now.ts';
import { useRecord } from '#renderer/state/records.ts';

/** What a quick reply is filled in with in this conversation; what nobody knows is left out. */
export function useReplyValues(conversationId: string): Partial<Record<ReplyVariable, string>> {
  const contactId = useRecord('conversations', conversationId)?.contactId ?? '';
  const contact = useRecord('contacts', contactId);
  const business = useRecord('business', 'business');
  const me = useMe();
  const now = useNow();
  const format = useFormat();
  const { jobs, issued, payments } = useContactRecords(contactId);
  const [next] = jobs.flatMap((job) => nextVisit(job, now) ?? []).toSorted((a, b) => a.start - b.start);
  const accounts = accountsOf(issued, payments);
  const owed = issued
    .map(({ id, currency }) => ({ amount: accounts.get(id)?.due ?? 0n, currency }))
    .filter(({ amount }) => amount > 0n);
  return {
    ...(contact === undefined ? {} : { name: contact.name, firstName: contact.name.split(/\s+/)[0] }),
    ...(business === undefined ? {} : { business: business.name }),
    ...(me === undefined ? {} : { me: me.name }),
    ...(next === undefined ? {} : { nextVisit: format.visit(next) }),
    ...(owed.length > 0 ? { owed: format.sums(owed) } : {}),
  };
}
