import type { Language } from '#shared/agent/basic/language.ts';
import { readMessage } from '#shared/records/messages.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { dayOf, formatDay } from '#shared/domain/day.ts';
import { formatMoney, formatSums } from '#shared/domain/money-text.ts';
import type { Business } from '#shared/domain/business.ts';
import type { ToolContext, Finding } from './read-tools.ts';
import type { Linkable } from './refs.ts';
import { say } from './sentences.ts';

/** A piece of an answer: words, or a record with the name by which the owner knows it. */
export type AnswerPart = { text: string } | { record: RecordLink; label: string };

/** Where a link leads. An issued invoice is looked at under its document. */
export interface RecordLink {
  collection: Linkable;
  id: string;
}

/** A finding as a line of the answer: the record, and what is known of it, in the owner's locale. */
export interface AnswerLine {
  record?: RecordLink;
  label: string;
  detail: string;
  /** Where one of several is chosen: what is meant by it, unless it is the record itself. */
  choice?: string;
  /** Where one of several is chosen: what is asked with it, unless it is the same again. */
  question?: string;
}

export function lineOf(finding: Finding, { records, business }: ToolContext, language: Language): AnswerLine {
  const money = (minor: bigint | string, currency: string): string =>
    formatMoney(minor, currency, business.locale);
  const contact = (id: string): string => labelOf({ collection: 'contacts', id }, records);
  const span = (start: number, end: number): string =>
    `${writeTime(start, business)}–${writeTime(end, business)}`;
  switch (finding.kind) {
    case 'contact':
      return {
        record: { collection: 'contacts', id: finding.id },
        label: contact(finding.id),
        detail: finding.owes.length > 0 ? formatSums(finding.owes, business.currency, business.locale) : '',
      };
    case 'job':
    case 'visit': {
      const id = finding.kind === 'job' ? finding.id : finding.jobId;
      const visit = finding.kind === 'job' ? finding.visit : finding;
      const time =
        visit === undefined
          ? ''
          : finding.kind === 'visit'
            ? span(visit.start, visit.end)
            : writeMoment(visit.start, business, language);
      const label = `${contact(finding.contactId)}: ${labelOf({ collection: 'jobs', id }, records)}`;
      return { record: { collection: 'jobs', id }, label, detail: time };
    }
    case 'invoice': {
      const shown = finding.due > 0n ? finding.due : finding.total;
      const { dueDate } = finding;
      const day = dueDate === undefined ? '' : formatDay(dueDate, business.locale);
      // What is paid is due no more.
      const due = day === '' || finding.due <= 0n ? '' : ` · ${say('dueOn', language, { day })}`;
      return {
        record: { collection: 'issued', id: finding.id },
        label: `${finding.number} ${contact(finding.contactId)}`,
        detail: `${money(shown, finding.currency)}${due}`,
      };
    }
    case 'draft':
      return {
        record: { collection: 'documents', id: finding.id },
        label: contact(finding.contactId),
        detail: '',
      };
    case 'conversation':
      return {
        record: { collection: 'conversations', id: finding.id },
        label: contact(finding.contactId),
        detail: writeMoment(finding.lastAt, business, language),
      };
    case 'slot':
      return { label: span(finding.start, finding.end), detail: '' };
    default: {
      const { name, unitPrice, currency, unit } = finding.service;
      return {
        label: name,
        detail: `${money(unitPrice, currency)}${unit === undefined ? '' : ` / ${unit}`}`,
      };
    }
  }
}

/** A record as the owner knows it. */
export function labelOf({ collection, id }: RecordLink, records: RecordReader): string {
  switch (collection) {
    case 'contacts':
      return records.get('contacts', id)?.name ?? '—';
    case 'jobs':
      return records.get('jobs', id)?.title ?? '—';
    case 'issued':
      return records.get('issued', id)?.number ?? '—';
    case 'services':
      return records.get('services', id)?.name ?? '—';
    case 'tasks': {
      const { title, aboutId, asks } = records.get('tasks', id) ?? {};
      return title || (aboutId === undefined ? (asks?.about ?? '—') : nameOfContact(aboutId, records));
    }
    case 'documents':
      return nameOfContact(records.get('documents', id)?.contactId, records);
    case 'conversations':
      return nameOfContact(records.get('conversations', id)?.contactId, records);
    case 'payments':
      return records.get('issued', records.get('payments', id)?.issuedId ?? '')?.number ?? '—';
    default:
      return nameOfContact(conversationOf(id, records)?.contactId, records);
  }
}

function nameOfContact(id: string | undefined, records: RecordReader): string {
  return (id === undefined ? undefined : records.get('contacts', id)?.name) ?? '—';
}

function conversationOf(messageId: string, records: RecordReader) {
  return records.get('conversations', readMessage(records, messageId)?.conversationId ?? '');
}

/** `Tue 24 Nov, 10:00` in the language of the answer, on the business's clock. */
export function writeMoment(moment: number, business: Business, language: Language): string {
  return `${writeDay(dayOf(moment, business.timeZone), business, language)}, ${writeTime(moment, business)}`;
}

export function writeTime(moment: number, { locale, timeZone }: Business): string {
  return new Intl.DateTimeFormat(locale, { timeZone, hour: '2-digit', minute: '2-digit' }).format(moment);
}

/** `Tuesday, 24 November`. */
export function writeDay(day: string, { locale }: Business, language: Language): string {
  const words = locale.toLowerCase().startsWith(language) ? locale : language;
  return new Intl.DateTimeFormat(words, {
    timeZone: 'UTC',
    weekday: 'long',
    day: 'numeric',
    month: 'long',
  }).format(Date.parse(`${day}T12:00:00Z`));
}
