import { z } from 'zod';
import { creditLines } from '#shared/domain/credit.ts';
import { idSchema } from '#shared/domain/common.ts';
import { findingKinds, settlementId, unlinkSchema } from '#shared/domain/finding.ts';
import { contentId } from '#shared/lib/hash.ts';
import { isStanding } from '#shared/domain/invoice-status.ts';
import { renumbering } from '#shared/domain/job-event.ts';
import { progressOf } from '#shared/domain/job-progress.ts';
import { highestVersion, sentReports } from '#shared/domain/sent-report.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import type { CommandContext } from './command.ts';
import { defineCommand } from './command.ts';
import { draftCredit } from './invoice-draft.ts';
import { eventsOf, noteEvent, takeBack } from './job-event.ts';

const settling = z.object({
  /** The finding that is settled by it. */
  finding: idSchema,
  issuedId: idSchema,
});

const keepFinding = defineCommand({
  name: 'finding.keep',
  title: 'Leave as it is',
  args: z.object({ finding: idSchema, kind: z.enum(findingKinds) }),
  undoable: true,
  evenKeptOnly: true,
  run(draft, { finding, kind }, { now, memberId }) {
    if (draft.get('decisions', finding) === undefined)
      draft.create('decisions', { id: finding, kind, at: now, memberId });
    return ok({ id: finding });
  },
});

const creditFinding = defineCommand({
  name: 'finding.credit',
  title: 'Draft credit note',
  args: settling,
  undoable: true,
  run(draft, { finding, issuedId }, context) {
    const begun = begunFor(draft, finding);
    if (begun !== undefined) return begun;
    const invoice = draft.get('issued', issuedId);
    if (invoice?.kind !== 'invoice') return missing();
    return draftCredit(draft, invoice, { id: settlementId(finding), createdAt: context.now });
  },
});

const chargeFinding = defineCommand({
  name: 'finding.charge',
  title: 'Charge again',
  args: settling,
  undoable: true,
  run(draft, { finding, issuedId }, context) {
    return begunFor(draft, finding) ?? draftCharge(draft, issuedId, settlementId(finding), context);
  },
});

const restoreContact = defineCommand({
  name: 'finding.restoreContact',
  title: 'Bring customer back',
  args: z.object({ id: idSchema, name: z.string().trim().min(1).max(200) }),
  undoable: true,
  run(draft, { id, name }, { now }) {
    if (draft.get('contacts', id) === undefined)
      draft.create('contacts', { id, createdAt: now, name, source: 'owner' });
    return ok({ id });
  },
});

/** A job that is gone, as far as what was hung on it tells: its customer, where a document or a return visit names one. */
const restoreJob = defineCommand({
  name: 'finding.restoreJob',
  title: 'Bring job back',
  args: z.object({ id: idSchema }),
  undoable: true,
  run(draft, { id }, { now }) {
    if (draft.get('jobs', id) !== undefined) return ok({ id });
    const named = [
      ...draft.by('documents', 'jobId', id),
      ...draft.by('issued', 'jobId', id),
      ...draft.by('jobs', 'parentId', id),
    ];
    // Two owners who bring it back apart bring back one.
    const contactId = named[0]?.contactId ?? contentId(['customer of', id]);
    if (named.length === 0 && draft.get('contacts', contactId) === undefined)
      draft.create('contacts', { id: contactId, createdAt: now, name: 'Customer', source: 'owner' });
    const moments = [
      ...draft.by('visits', 'jobId', id).map(({ plannedFor }) => plannedFor),
      ...draft.by('jobEvents', 'jobId', id).map(({ filedAt }) => filedAt),
      ...draft.by('jobFiles', 'jobId', id).map(({ filedAt }) => filedAt),
    ];
    const createdAt = moments.toSorted((a, b) => a - b)[0] ?? now;
    draft.create('jobs', { id, contactId, title: 'Job', createdAt });
    return ok({ id });
  },
});

const unlink = defineCommand({
  name: 'finding.unlink',
  title: 'Remove link',
  args: unlinkSchema,
  undoable: true,
  run(draft, link) {
    if (draft.get(link.collection, link.id) === undefined)
      return problem('finding.gone', 'This is not there any more. Nothing was changed.');
    if (link.collection === 'jobs') draft.unset('jobs', link.id, link.field);
    else if (link.collection === 'enquiries') draft.unset('enquiries', link.id, link.field);
    else if (link.collection === 'plans') draft.unset('plans', link.id, link.field);
    else draft.unset('documents', link.id, link.field);
    return ok({ id: link.id });
  },
});

const takeBackEvents = defineCommand({
  name: 'finding.takeBack',
  title: 'Take back what was noted',
  args: z.object({ id: idSchema, eventIds: z.array(idSchema).min(1).max(500) }),
  undoable: true,
  run(draft, { id, eventIds }) {
    const job = draft.get('jobs', id);
    if (job === undefined) return eventsGone();
    for (const event of eventsOf(draft, job)) if (eventIds.includes(event.id)) takeBack(draft, event);
    return ok({ id });
  },
});

const confirmCancelled = defineCommand({
  name: 'finding.cancelJob',
  title: 'Cancel job',
  args: z.object({ id: idSchema, despite: z.array(idSchema).min(1).max(500) }),
  undoable: true,
  run(draft, { id, despite }, context) {
    const job = draft.get('jobs', id);
    if (job === undefined) return eventsGone();
    const events = eventsOf(draft, job);
    const before = events.findLast(({ kind, visitId }) => kind === 'cancelled' && visitId === undefined);
    const visitIds = draft.by('visits', 'jobId', id).map((visit) => visit.id);
    const { contradiction } = progressOf({ visitIds, events, isInvoiced: () => false });
    // What was found is settled, and nothing else is said.
    const isFound = contradiction?.done.every((done) => despite.includes(done)) === true;
    if (!isFound || !despite.every((each) => events.some((event) => event.id === each))) return eventsGone();
    noteEvent(draft, job, { kind: 'cancelled', reason: before?.reason ?? '', despite }, context);
    return ok({ id });
  },
});

const renumberReport = defineCommand({
  name: 'finding.renumberReport',
  title: 'Change number of report',
  args: z.object({ finding: idSchema, eventId: idSchema }),
  // The number goes to the customer.
  undoable: false,
  run(draft, { finding, eventId }) {
    const event = draft.get('jobEvents', eventId);
    const job = event && draft.get('jobs', event.jobId);
    if (event === undefined || job === undefined) return eventsGone();
    const sent = sentReports(eventsOf(draft, job));
    const before = sent.find(({ id }) => id === eventId);
    if (before === undefined) return eventsGone();
    // Settled by now, here or on another device.
    const isAlone = sent.every(
      ({ version, report }) => version !== before.version || report.says === before.report.says,
    );
    const renumbered = renumbering(event, highestVersion(sent) + 1, settlementId(finding));
    if (!isAlone && draft.get('jobEvents', renumbered.id) === undefined)
      draft.create('jobEvents', renumbered);
    return ok({ id: job.id });
  },
});

const eventsGone = () => problem('finding.gone', 'This is not there any more. Nothing was changed.');

/** What somebody has begun for a finding, here or on another device, or issued by now. */
function begunFor(draft: RecordWriter, finding: string): Result<{ id: string }> | undefined {
  const id = settlementId(finding);
  return draft.get('documents', id) === undefined ? undefined : ok({ id });
}

/** Begins the invoice that charges again what a credit note took off, to the last cent. */
function draftCharge(
  draft: RecordWriter,
  creditId: string,
  id: string,
  { now }: CommandContext,
): Result<{ id: string }> {
  const credit = draft.get('issued', creditId);
  if (credit?.kind !== 'creditNote') return missing();
  const charges = draft.by('issued', 'correctsId', creditId);
  if (!isStanding(credit, charges))
    return problem('finding.charged', `What ${credit.number} took off has been charged again already.`);
  draft.create('documents', {
    id,
    kind: 'invoice',
    contactId: credit.contactId,
    correctsId: credit.id,
    currency: credit.currency,
    lines: creditLines(credit, charges),
    createdAt: now,
  });
  return ok({ id });
}

function missing(): Result<never> {
  return problem('invoice.missing', 'There is no such issued document on this device. Nothing was changed.');
}

export const findingCommands = [
  keepFinding,
  creditFinding,
  chargeFinding,
  restoreContact,
  restoreJob,
  unlink,
  takeBackEvents,
  confirmCancelled,
  renumberReport,
] as const;
