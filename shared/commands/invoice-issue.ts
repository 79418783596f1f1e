import { z } from 'zod';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { contentId } from '#shared/lib/hash.ts';
import { idSchema, minorSchema } from '#shared/domain/common.ts';
import { dayOf } from '#shared/domain/day.ts';
import type { DocumentContent, DraftDocument, IssuedDocument, Series } from '#shared/domain/invoice.ts';
import { issuedDocumentSchema } from '#shared/domain/invoice.ts';
import { composeDocument, freezeDocument } from '#shared/domain/invoice-content.ts';
import { checkContent } from '#shared/domain/invoice-check.ts';
import { documentNumber, lettersOf, seriesPrefix } from '#shared/domain/invoice-number.ts';
import { accountOf, isStanding } from '#shared/domain/invoice-status.ts';
import type { CommandContext } from './command.ts';
import { defineCommand } from './command.ts';
import { openDraft } from './invoice-draft.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { RecordWriter } from '#shared/records/writer.ts';

const issueInvoice = defineCommand({
  name: 'invoice.issue',
  title: 'Issue invoice',
  args: z.object({
    id: idSchema,
    /** The total that the owner has agreed to: another one, by a change on another device, is not issued. */
    agreedTotal: minorSchema.optional(),
  }),
  undoable: false,
  run(draft, { id, agreedTotal }, context) {
    const document = openDraft(draft, id);
    if (!document.ok) return document;
    const content = contentOf(draft, document.value, context.now);
    if (!content.ok) return content;
    const other = invoicedOtherwise(draft, document.value);
    if (other !== undefined) return jobInvoiced(other);
    if (agreedTotal !== undefined && agreedTotal !== content.value.totals.gross) return changedMeanwhile();
    const series = seriesFor(draft, content.value, context);
    const sequence = nextSequence(draft, series);
    const number = documentNumber(series, sequence);
    const issued = freezeDocument(content.value, {
      number,
      seriesId: series.id,
      sequence,
      issuedAt: context.now,
      salt: context.newId(),
    });
    if (!issuedDocumentSchema.safeParse(issued).success) return tooLarge();
    if (draft.get('series', series.id) === undefined) draft.create('series', series);
    draft.patch('series', series.id, { next: sequence + 1 });
    draft.create('issued', issued);
    draft.patch('documents', id, { issuedId: issued.id });
    return ok({ issuedId: issued.id, number });
  },
});

/** The number that a draft would get if this device issued it now. */
export function numberPreview(
  records: RecordReader,
  content: Pick<DocumentContent, 'kind' | 'issueDate'>,
  context: Pick<CommandContext, 'deviceId' | 'place' | 'now'>,
): string {
  const series = seriesFor(records, content, context);
  return documentNumber(series, nextSequence(records, series));
}

/**
 * The document that has the series' last number, where its day is later than that of the document that comes next:
 * tax offices expect numbers and days in one order.
 */
export function laterBefore(
  records: RecordReader,
  content: Pick<DocumentContent, 'kind' | 'issueDate'>,
  context: Pick<CommandContext, 'deviceId' | 'place' | 'now'>,
): IssuedDocument | undefined {
  const series = seriesFor(records, content, context);
  let last: IssuedDocument | undefined;
  for (const issued of records.by('issued', 'seriesId', series.id))
    if (issued.sequence > (last?.sequence ?? 0)) last = issued;
  return last !== undefined && last.issueDate > content.issueDate ? last : undefined;
}

function contentOf(draft: RecordWriter, document: DraftDocument, now: number): Result<DocumentContent> {
  const business = draft.get('business', 'business');
  if (business === undefined) return problem('business.missing', 'Set up your business first.');
  const contact = draft.get('contacts', document.contactId);
  if (contact === undefined)
    return problem('contact.missing', 'This contact no longer exists.', 'Choose another customer.');
  const corrected = document.correctsId === undefined ? undefined : draft.get('issued', document.correctsId);
  if (document.kind === 'creditNote' && corrected === undefined) {
    return problem('invoice.missing', 'The invoice that this credit note corrects is not on this device.');
  }
  const today = dayOf(now, business.timeZone);
  const content = composeDocument({
    document,
    business,
    contact,
    corrected,
    credits: corrected === undefined ? [] : [...draft.all('issued')],
    today,
  });
  const account = corrected === undefined ? undefined : accountOf(corrected, [], draft.all('issued'));
  const creditable = account === undefined ? undefined : BigInt(corrected!.totals.gross) + account.credited;
  const checked = checkContent(content, creditable, today);
  return checked.ok ? ok(content) : checked;
}

/** This device's series for the kind and the year of issue; a new one where there is none yet. */
function seriesFor(
  records: RecordReader,
  { kind, issueDate }: Pick<DocumentContent, 'kind' | 'issueDate'>,
  { deviceId, place, now }: Pick<CommandContext, 'deviceId' | 'place' | 'now'>,
): Series {
  const year = Number(issueDate.slice(0, 4));
  const prefix = seriesPrefix(lettersOf(deviceId, records.all('series'), place), kind, year);
  const id = contentId({ deviceId, prefix });
  return records.get('series', id) ?? { id, deviceId, kind, prefix, pad: 4, year, next: 1, createdAt: now };
}

/** Never a number that an issued document of the series has, even if an old backup brought an old counter back. */
function nextSequence(records: RecordReader, series: Series): number {
  let next = series.next;
  for (const { sequence } of records.by('issued', 'seriesId', series.id)) next = Math.max(next, sequence + 1);
  return next;
}

/** The standing invoice of the draft's job that was written elsewhere: two devices can each have begun one. */
function invoicedOtherwise(draft: RecordWriter, { kind, jobId }: DraftDocument): IssuedDocument | undefined {
  if (kind !== 'invoice' || jobId === undefined) return undefined;
  return draft
    .by('issued', 'jobId', jobId)
    .find(
      (issued) =>
        issued.kind === 'invoice' && isStanding(issued, draft.by('issued', 'correctsId', issued.id)),
    );
}

function jobInvoiced({ number }: IssuedDocument): Result<never> {
  return problem(
    'invoice.job-invoiced',
    `The work of this draft is on ${number} already. Nothing was issued.`,
    `Discard the draft, or credit ${number} first.`,
  );
}

function changedMeanwhile(): Result<never> {
  return problem(
    'invoice.changed',
    'The draft has changed meanwhile. Nothing was issued.',
    'Look at it again and issue it then.',
  );
}

function tooLarge(): Result<never> {
  return problem(
    'invoice.too-large',
    'An amount on this document is too large.',
    'Check quantities and prices.',
  );
}

export const issueCommands = [issueInvoice] as const;
