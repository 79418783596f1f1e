import { z } from 'zod';
import { isInBin } from '#shared/domain/bin.ts';
import type { Business } from '#shared/domain/business.ts';
import { dayOf, formatDay } from '#shared/domain/day.ts';
import type { DraftDocument, Line } from '#shared/domain/invoice.ts';
import type { Plan } from '#shared/domain/plan.ts';
import { middayOf, type Period, periodsDue, planInvoiceId, priceOn } from '#shared/domain/plan-terms.ts';
import { contentId } from '#shared/lib/hash.ts';
import { ok } from '#shared/lib/result.ts';
import { payerOf } from '#shared/records/sites.ts';
import { isKeptOnly } from '#shared/records/right-to-send.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import { defineCommand } from './command.ts';

/**
 * Drafts what plans are billed in advance, once for each period whichever device does it; run by itself by who may
 * write money. Nothing is issued.
 */
const bill = defineCommand({
  name: 'plan.bill',
  title: 'Bill plans',
  args: z.strictObject({}),
  undoable: false,
  run(draft, _, { now }) {
    const business = draft.get('business', 'business');
    if (business === undefined) return ok({});
    for (const { id } of draft.all('planTerms')) {
      const plan = draft.get('plans', id);
      if (plan === undefined) continue;
      if (isKeptOnly(draft, plan.contactId)) continue;
      withdraw(draft, plan);
      const contact = draft.get('contacts', plan.contactId);
      if (contact === undefined || isInBin(contact)) continue;
      const due = periodsDue(plan, draft.get('planTerms', id)!, dayOf(now, plan.times.zone));
      for (const period of due) draftPeriod(draft, plan, period, business);
    }
    return ok({});
  },
});

/** Whether there is something for `plan.bill` to do. */
export function isPlanDue(records: RecordReader, now: number): boolean {
  for (const terms of records.all('planTerms')) {
    const plan = records.get('plans', terms.planId);
    if (plan === undefined) continue;
    if (periodsDue(plan, terms, dayOf(now, plan.times.zone)).length > 0) return true;
    if (withdrawn(records, plan).length > 0) return true;
  }
  return false;
}

/** All of it follows from the plan and the period, so that two devices that make it make the same. */
function draftPeriod(draft: RecordWriter, plan: Plan, period: Period, business: Business): void {
  const { from, to } = period;
  const id = planInvoiceId(plan.id, period);
  draft.putEntry('planTerms', plan.id, 'billed', from, { to, documentId: id });
  // Another device has made it, and perhaps issued it, before it knew what this one knows.
  if (draft.get('documents', id) !== undefined || isIssued(draft, id)) return;
  const price = priceOn(draft.get('planTerms', plan.id)!, from)!;
  const days = [from, to].map((day) => formatDay(day, business.locale)).join(' – ');
  const line: Line = {
    name: `${plan.title}, ${days}`.slice(0, 200),
    quantity: '1',
    unitPrice: price.amount,
    ...(business.defaultTaxIds && { taxIds: business.defaultTaxIds }),
    order: 0,
  };
  draft.create('documents', {
    id,
    kind: 'invoice',
    contactId: payerFor(draft, plan, from),
    planId: plan.id,
    period: { ...period, amount: price.amount },
    currency: price.currency,
    supplyDate: from,
    lines: { [lineId(id)]: line },
    createdAt: middayOf(from),
  });
}

function payerFor(records: RecordReader, { siteId, contactId }: Plan, day: string): string {
  const payer = siteId === undefined ? undefined : payerOf(records, siteId, day);
  return payer !== undefined && records.get('contacts', payer) !== undefined ? payer : contactId;
}

/** Takes back what was drafted where something else was not known, and nobody has issued or changed since. */
function withdraw(draft: RecordWriter, plan: Plan): void {
  for (const { id, period } of withdrawn(draft, plan)) {
    draft.remove('documents', id);
    const { from } = period!;
    if (draft.get('planTerms', plan.id)?.billed?.[from]?.documentId === id)
      draft.removeEntry('planTerms', plan.id, 'billed', from);
  }
}

/** Drafts of periods that begin after a plan has ended, or that another draft has billed. */
function withdrawn(records: RecordReader, { id, until }: Plan): DraftDocument[] {
  const terms = records.get('planTerms', id);
  if (terms === undefined) return [];
  const billed = Object.entries(terms.billed ?? {});
  return records.by('documents', 'planId', id).filter((document) => {
    if (document.period === undefined || !isAsMade(records, document)) return false;
    const { from } = document.period;
    if (until !== undefined && from > until) return true;
    return billed.some(
      ([start, { to, documentId }]) => documentId !== document.id && start <= from && from <= to,
    );
  });
}

function isAsMade(records: RecordReader, document: DraftDocument): boolean {
  if (document.issuedId !== undefined || isIssued(records, document.id)) return false;
  const { [lineId(document.id)]: line, ...others } = document.lines ?? {};
  const isPlain = document.discount === undefined && document.notes === undefined;
  const isSame = line?.unitPrice === document.period?.amount && line?.quantity === '1';
  return isSame && isPlain && Object.keys(others).length === 0;
}

function isIssued(records: RecordReader, documentId: string): boolean {
  return records.by('issued', 'documentId', documentId).length > 0;
}

function lineId(documentId: string): string {
  return contentId(['plan-line', documentId]);
}

export const planBillingCommands = [bill] as const;
