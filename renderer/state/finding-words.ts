import { t } from 'i18next';
import { formatDay } from '#shared/domain/day.ts';
import type { RecordOf } from '#shared/domain/collections.ts';
import { mergedTarget } from '#shared/domain/contact-merge.ts';
import type { Side } from '#shared/domain/finding.ts';
import { standingEvents } from '#shared/domain/job-event.ts';
import { type ReportEvent, sentReports } from '#shared/domain/sent-report.ts';
import type { Finding, Settlement } from '#shared/invariants/invariant.ts';
import type { Format } from './format.ts';
import type { TableView } from './table.ts';

/** What the words need: how the business writes, and the records that bear the names. */
export interface FindingNames {
  format: Format;
  issued: TableView<RecordOf<'issued'>>;
  payments: TableView<RecordOf<'payments'>>;
  jobs: TableView<RecordOf<'jobs'>>;
  jobEvents: TableView<RecordOf<'jobEvents'>>;
  holds: TableView<RecordOf<'holds'>>;
  contacts: TableView<RecordOf<'contacts'>>;
}

/** What is wrong, and what comes of it. */
export function findingWords(
  { kind, sides, settlements }: Finding,
  given: FindingNames,
): { title: string; text: string } {
  const names = [...new Set(sides.map((side) => sideName(side, given)))];
  const isCredit = kind === 'issuedTwice' && settlements.some(({ command }) => command === 'finding.charge');
  const report = sides[0] && reportOf(sides[0], given);
  const values = {
    ...(report !== undefined && { version: report.version, job: given.jobs.get(report.jobId)?.title ?? '' }),
    first: names[0],
    second: names[1] ?? names[0],
    names: names.join(', '),
    ...(isCredit && { context: 'credit' }),
  };
  return { title: t(`app:finding.${kind}`, values), text: t(`app:finding.${kind}Text`, values) };
}

/** What a settlement does, on its button. */
export function settlementWords(settlement: Settlement, given: FindingNames): string {
  if (settlement.command === 'finding.restoreContact')
    return t('app:settle.finding.restoreContact', { what: settlement.args.name });
  const what = settlement.side === undefined ? '' : sideName(settlement.side, given);
  return t(`app:settle.${settlement.command}`, { what });
}

/** What the owner calls a record: a number, a sum and its day, a title. */
export function sideName({ collection, id }: Side, given: FindingNames): string {
  if (collection === 'issued') return given.issued.get(id)?.number ?? '';
  const contact = collection === 'contacts' ? given.contacts.get(id) : undefined;
  if (contact !== undefined) return contact.name;
  if (collection === 'jobs') return given.jobs.get(id)?.title ?? '';
  if (collection === 'holds') return heldName(id, given);
  if (collection === 'payments') return paymentName(id, given);
  const report = reportOf({ collection, id }, given);
  if (report !== undefined)
    return t('app:finding.report', { version: report.version, when: given.format.dayAndTime(report.at) });
  return t(`app:finding.${collection}`, { defaultValue: '' });
}

/** A time and whose it is. */
function heldName(id: string, { holds, contacts, format }: FindingNames): string {
  const held = holds.get(id);
  if (held === undefined) return t('app:finding.holds');
  const name = contacts.get(mergedTarget(held.contactId, (each) => contacts.get(each)))?.name;
  return [format.full(held.start), name].filter((part) => part !== undefined && part !== '').join(' · ');
}

/** The report that was sent with an event, under the number that it goes by. */
function reportOf({ collection, id }: Side, { jobEvents }: FindingNames): ReportEvent | undefined {
  const event = collection === 'jobEvents' ? jobEvents.get(id) : undefined;
  if (event?.kind !== 'reported') return undefined;
  return sentReports(standingEvents(jobEvents.by('jobId', event.jobId))).find((each) => each.id === id);
}

function paymentName(id: string, { payments, format }: FindingNames): string {
  const payment = payments.get(id);
  if (payment === undefined) return '';
  const { amount, currency, day, reference } = payment;
  return [format.money(amount, currency), formatDay(day, format.locale), reference]
    .filter((part) => part !== undefined && part !== '')
    .join(' · ');
}
