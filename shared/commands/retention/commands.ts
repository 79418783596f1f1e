import { z } from 'zod';
import { runsOf } from '#shared/domain/clearance.ts';
import { idSchema, momentSchema } from '#shared/domain/common.ts';
import { dayOf } from '#shared/domain/day.ts';
import { proven } from '#shared/domain/proven.ts';
import { type LegalHold, legalHoldSchema, openHolds } from '#shared/domain/retention/legal-hold.ts';
import {
  newestOrder,
  noTerms,
  type RetentionTerms,
  retentionTermsSchema,
} from '#shared/domain/retention/order.ts';
import { kindOfWindow, leastDays } from '#shared/domain/retention/windows.ts';
import { given } from '#shared/lib/given.ts';
import { contentId } from '#shared/lib/hash.ts';
import { ok, problem, type Result } from '#shared/lib/result.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import { type Due, dueBy } from '#shared/rights/retention/due.ts';
import { heldBy } from '#shared/rights/retention/held.ts';
import { defineCommand } from '../command.ts';
import { noteRun } from '../erase-records.ts';
import { takeAway } from './take-away.ts';

const ownersOnly = problem(
  'retention.owners-only',
  'Only an owner decides what is erased by itself. Nothing was changed.',
);

const order = defineCommand({
  name: 'retention.order',
  asksFactor: true,
  title: 'Decide how long things are kept',
  args: z.strictObject({ isOn: z.boolean(), terms: retentionTermsSchema }),
  // What has gone does not come back with it.
  undoable: false,
  run(draft, { isOn, terms }, { now, deviceId, memberId, newId, isOwner }) {
    if (isOwner !== true) return ownersOnly;
    const short = tooShort(draft, terms);
    if (short !== undefined) return short;
    const before = newestOrder(draft.all('retentionOrders'));
    // Behind the one before, whatever this device's clock says.
    const at = Math.max(now, (before?.at ?? 0) + 1);
    const made = proven({ at, isOn, ...terms, deviceId, memberId, salt: newId() });
    draft.create('retentionOrders', made);
    return ok({ id: made.id });
  },
});

function tooShort(records: RecordReader, { windows }: RetentionTerms): Result<never> | undefined {
  const country = records.get('business', 'business')?.country ?? '';
  for (const [window, days] of Object.entries(windows)) {
    const kind = kindOfWindow(window);
    const least = kind === undefined ? 0 : leastDays(kind, country);
    if (days !== null && days !== undefined && days < least)
      return problem('retention.too-short', `The law here asks for ${least} days. Nothing was changed.`);
  }
  return undefined;
}

const hold = defineCommand({
  name: 'retention.hold',
  title: 'Keep for a dispute or an authority',
  args: z
    .strictObject({
      kind: legalHoldSchema.shape.kind,
      subjectId: idSchema.optional(),
      why: legalHoldSchema.shape.why,
    })
    .refine(({ kind, subjectId }) => (kind === 'all') === (subjectId === undefined)),
  undoable: false,
  run(draft, { kind, subjectId, why }, { now, deviceId, memberId, newId }) {
    if (kind !== 'all' && draft.get(kind, subjectId!) === undefined)
      return problem('retention.gone', 'This is not here any more.');
    const body = { at: now, kind, ...given({ subjectId, why }), deviceId, memberId, salt: newId() };
    const made: LegalHold = proven(body);
    draft.create('legalHolds', made);
    return ok({ id: made.id });
  },
});

const endHold = defineCommand({
  name: 'retention.endHold',
  title: 'No longer keep for a dispute or an authority',
  args: z.strictObject({ id: idSchema }),
  undoable: false,
  run(draft, { id }, { now, deviceId, memberId, newId, isOwner }) {
    if (isOwner !== true)
      return problem('retention.owners-only', 'Only an owner ends this. Nothing was changed.');
    const held = draft.get('legalHolds', id);
    if (held === undefined) return problem('retention.gone', 'This is not here any more.');
    const { kind, subjectId } = held;
    // All that are known here: what another device wants kept meanwhile stays.
    for (const each of openHolds(draft.all('legalHolds'))) {
      if (each.kind !== kind || each.subjectId !== subjectId) continue;
      const body = { at: now, kind, ends: each.id, deviceId, memberId, salt: newId() };
      const made: LegalHold = proven({ ...body, ...given({ subjectId }) });
      draft.create('legalHolds', made);
    }
    return ok({ id });
  },
});

/** So much goes in one step, so that nobody waits for it. */
const mostAtOnce = 300;

const apply = defineCommand({
  name: 'retention.apply',
  title: 'Erase what has been kept for its time',
  args: z.strictObject({
    orderId: idSchema,
    /** The holds that nobody has ended, as the vault has made sure of. */
    holds: z.array(idSchema).max(10_000),
    /** What the vault takes for the time: a clock that is wrong must erase nothing. */
    trustedNow: momentSchema,
  }),
  undoable: false,
  internal: true,
  countsOnly: true,
  forgets: true,
  run(draft, { orderId, holds, trustedNow }, context) {
    if (context.isOwner !== true) return ownersOnly;
    if (context.pseudonym === undefined)
      return problem('erasure.no-key', 'This device lacks a key for it. Nothing was erased.');
    const terms = draft.get('retentionOrders', orderId);
    if (terms === undefined || !terms.isOn) return problem('retention.off', 'Nothing goes by itself.');
    const held = heldBy(
      draft,
      holds.flatMap((id) => draft.get('legalHolds', id) ?? []),
    );
    const day = dayOf(trustedNow, 'UTC');
    const runId = retentionRunId(orderId, day);
    // Every device writes its store anew after a run: what comes to its end later in the day waits for the next one.
    const [run] = runsOf(draft.by('erasureRuns', 'runId', runId));
    if (run?.isOpen === false) return ok({ done: 0, isMore: false });
    const all = dueBy(draft, { terms, held, now: trustedNow });
    const some = firstOf(all, mostAtOnce);
    const at = { ...context, now: trustedNow };
    const { counts, books } = takeAway(draft, some.due, { runId, context: at });
    const done = Object.values(counts).reduce((sum, each) => sum + each, 0);
    const isMore = some.isMore && done > 0;
    if (done > 0) noteCounts(draft, { id: runId, at: trustedNow, orderId, day }, counts);
    if (done > 0 || run !== undefined)
      noteRun(draft, { runId, at: trustedNow, orderId, ...(isMore && { isOpen: true }) }, books, context);
    return ok({ done, isMore });
  },
});

/** What could not go, such as what something else hangs on, must not keep the rest: kinds take their turns. */
function firstOf(all: Due, most: number): { due: Due; isMore: boolean } {
  let left = most;
  let isMore = false;
  const due = { ...all };
  for (const kind of Object.keys(all) as (keyof Due)[]) {
    due[kind] = all[kind].slice(0, left);
    isMore ||= due[kind].length < all[kind].length;
    left -= due[kind].length;
  }
  return { due, isMore };
}

/** Of what goes by an order on one day (UTC), whichever device does it. */
export function retentionRunId(orderId: string, day: string): string {
  return contentId(['retention', orderId, day]);
}

function noteCounts(
  draft: RecordWriter,
  run: { id: string; at: number; orderId: string; day: string },
  counts: Record<string, number>,
): void {
  const { id } = run;
  if (draft.get('retentionRuns', id) === undefined) draft.create('retentionRuns', run);
  const before = draft.get('retentionRuns', id)?.counts ?? {};
  for (const [kind, count] of Object.entries(counts).filter(([, each]) => each > 0))
    draft.putEntry('retentionRuns', id, 'counts', kind, (before[kind] ?? 0) + count);
}

/** What holds now, and what held before anybody has ordered anything. `isOwners`: whether an owner has signed it. */
export function termsInForce(
  records: RecordReader,
  isOwners: (id: string) => boolean = () => true,
): { orderId: string | undefined; terms: RetentionTerms } {
  const newest = newestOrder([...records.all('retentionOrders')].filter(({ id }) => isOwners(id)));
  return newest?.isOn === true
    ? { orderId: newest.id, terms: newest }
    : { orderId: undefined, terms: newest ?? noTerms };
}

export const retentionCommands = [order, hold, endHold, apply] as const;
