import { z } from 'zod';
import { idSchema, momentSchema } from '#shared/domain/common.ts';
import {
  actionsFor,
  type Deed,
  isSending,
  type OwnRule,
  ownRuleSchema,
  ruleRunSchema,
} from '#shared/domain/own-rule.ts';
import { isOpenEnquiry } from '#shared/domain/enquiry.ts';
import { isWon } from '#shared/records/enquiries.ts';
import { equalJson, type Json } from '#shared/lib/json.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { isKeptOnly } from '#shared/records/right-to-send.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import { defineCommand } from '../command.ts';
import type { Cause } from './cause.ts';
import { causesOf, mayStart, runId, startKey } from './causes.ts';
import { act, handOn } from './deeds.ts';
import { rulesInOrder } from './in-order.ts';
import { waitsByHand } from './by-hand.ts';
import { followUpsOf, send, sendings, stopFollowUps } from './send.ts';
import { takeBackDeed } from './undo-run.ts';

const { when, actions, isOn } = ownRuleSchema.shape;
const missing = () => problem('rule.missing', 'This rule no longer exists.');

const save = defineCommand({
  name: 'rule.save',
  title: 'Save rule',
  args: z.strictObject({ id: idSchema.optional(), when: when.unwrap(), actions: actions.min(1), isOn }),
  undoable: true,
  run(draft, { id, ...fields }, { newId, now }) {
    const unfit = fields.actions.find((action) => !actionsFor[fields.when.on].includes(action.do));
    if (unfit !== undefined)
      return problem(
        'rule.unfit',
        'One of the actions does not go with what starts this rule.',
        'Choose another.',
      );
    const known = id === undefined ? undefined : draft.get('rules', id);
    if (id !== undefined && known === undefined) return missing();
    if (known === undefined) {
      const made = newId();
      const order = Math.max(-1, ...Array.from(draft.all('rules'), (each) => each.order)) + 1;
      draft.create('rules', { id: made, createdAt: now, since: now, order, ...fields });
      return ok({ id: made });
    }
    draft.assign('rules', known.id, { ...fields, ...(startsAnew(known, fields) && { since: now }) });
    return ok({ id: known.id });
  },
});

/** What happened while it was off, or asked for something else, is not caught up. */
function startsAnew(known: OwnRule, next: Pick<OwnRule, 'isOn' | 'when'>): boolean {
  return next.isOn && (!known.isOn || !equalJson(known.when as Json, next.when as Json));
}

const switchOn = defineCommand({
  name: 'rule.switch',
  title: 'Switch rule on or off',
  args: z.strictObject({ id: idSchema, isOn }),
  undoable: true,
  run(draft, { id, isOn: wanted }, { now }) {
    const known = draft.get('rules', id);
    if (known === undefined) return missing();
    draft.assign('rules', id, { isOn: wanted, ...(wanted && !known.isOn && { since: now }) });
    return ok({ id });
  },
});

const move = defineCommand({
  name: 'rule.move',
  title: 'Change the order of rules',
  /** Where it stands among the others, from 0. */
  args: z.strictObject({ id: idSchema, to: z.int().min(0) }),
  undoable: true,
  run(draft, { id, to }) {
    const all = rulesInOrder(draft);
    const moved = all.find((rule) => rule.id === id);
    if (moved === undefined) return missing();
    const others = all.filter((rule) => rule.id !== id);
    others.splice(to, 0, moved);
    for (const [order, rule] of others.entries()) draft.patch('rules', rule.id, { order });
    return ok({ id });
  },
});

/** What it did stays known. */
const remove = defineCommand({
  name: 'rule.remove',
  title: 'Remove rule',
  args: z.strictObject({ id: idSchema }),
  undoable: true,
  run(draft, { id }, { now }) {
    if (draft.get('rules', id) === undefined) return missing();
    draft.patch('rules', id, { isOn: false, archivedAt: now });
    return ok({ id });
  },
});

/** Which cause of which rule, as `causesOf` finds it. */
const causeArgs = z.strictObject({
  ruleId: idSchema,
  aboutId: idSchema,
  key: z.string().max(300),
  step: ruleRunSchema.shape.step,
  dueAt: momentSchema,
});

/** Does what of a rule reaches no customer, once for each cause on whatever devices. */
const run = defineCommand({
  name: 'rule.run',
  title: 'Follow a rule',
  args: causeArgs,
  undoable: false,
  internal: true,
  run(draft, args, { now }) {
    const found = findCause(draft, args, now);
    if (!found.ok) return found;
    const { rule, cause } = found.value;
    const id = runId(rule.id, cause);
    if (draft.get('ruleRuns', id) !== undefined) return ran();
    openRun(draft, rule, cause, now);
    const running = { rule, cause, id, now };
    if (cause.step > 0) note(draft, id, '0', handOn(draft, running));
    else
      for (const [index, action] of rule.actions.entries())
        if (!isSending(action)) note(draft, id, String(index), act(draft, action, String(index), running));
    return ok({ id });
  },
});

/** Sends what a rule says to its customer. Whoever runs it has the claim: see `vault/rules`. */
const sendMessages = defineCommand({
  name: 'rule.send',
  title: 'Send a rule’s message',
  args: causeArgs,
  undoable: false,
  internal: true,
  run(draft, args, context) {
    const found = findCause(draft, args, context.now);
    if (!found.ok) return found;
    const { rule, cause } = found.value;
    const id = runId(rule.id, cause);
    const before = draft.get('ruleRuns', id);
    if (before?.undoneAt !== undefined) return ran();
    const open = sendings(rule).filter(({ place }) => before?.did[place] === undefined);
    if (open.length === 0) return ran();
    openRun(draft, rule, cause, context.now);
    for (const { action, place } of open) note(draft, id, place, send(draft, rule, action, cause, context));
    return ok({ id });
  },
});

const undoRun = defineCommand({
  name: 'rule.undo',
  title: 'Take back what a rule did',
  args: z.strictObject({ id: idSchema }),
  undoable: true,
  run(draft, { id }, { now }) {
    const known = draft.get('ruleRuns', id);
    if (known === undefined || known.undoneAt !== undefined)
      return problem('rule.undone', 'This was taken back already.');
    const deeds = Object.values(known.did).toReversed();
    const kept = deeds.filter((deed) => !takeBackDeed(draft, known, deed)).length;
    if (kept > 0 && kept === deeds.length)
      return problem(
        'rule.changed-since',
        'Nothing was taken back: it was changed or sent since.',
        'Change it by hand.',
      );
    draft.patch('ruleRuns', id, { undoneAt: now });
    return ok({ id, kept });
  },
});

type CauseArgs = z.output<typeof causeArgs>;

/** What makes the rule run must still be so when it runs. */
function findCause(
  records: RecordReader,
  { ruleId, aboutId, key, step, dueAt }: CauseArgs,
  now: number,
): Result<{ rule: OwnRule; cause: Cause }> {
  const rule = records.get('rules', ruleId);
  if (rule?.isOn !== true || rule.archivedAt !== undefined || dueAt < rule.since || dueAt > now)
    return problem('rule.off', 'This rule is not on.');
  const span = { from: dueAt, to: dueAt, only: new Set([aboutId]) };
  const cause = causesOf(records, rule, span).find((each) => each.key === key && each.step === step);
  if (cause === undefined) return problem('rule.gone', 'There is nothing for this rule to do any more.');
  return isKeptOnly(records, cause.contactId)
    ? problem('rule.restricted', 'What is held about this contact may only be kept for now.')
    : ok({ rule, cause });
}

function openRun(draft: RecordWriter, rule: OwnRule, cause: Cause, now: number): void {
  const id = runId(rule.id, cause);
  if (draft.get('ruleRuns', id) !== undefined) return;
  const { contactId, aboutKind, aboutId, at, step } = cause;
  draft.create('ruleRuns', {
    id,
    ruleId: rule.id,
    contactId,
    aboutKind,
    aboutId,
    at,
    ranAt: now,
    step,
    did: {},
  });
}

function note(draft: RecordWriter, id: string, place: string, deed: Deed): void {
  draft.putEntry('ruleRuns', id, 'did', place, deed);
}

const ran = () => problem('rule.ran', 'This rule has run already.');

/** Nobody is asked again about what has become work, or of which nothing came. */
const stop = defineCommand({
  name: 'rule.stopFollowUps',
  title: 'Stop follow-ups',
  args: z.strictObject({ aboutId: idSchema }),
  undoable: false,
  internal: true,
  run(draft, { aboutId }) {
    const enquiry = draft.get('enquiries', aboutId);
    if (enquiry !== undefined && isOpenEnquiry(enquiry) && !isWon(draft, aboutId))
      return problem('rule.open', 'This enquiry is still open.');
    return ok({ stopped: stopFollowUps(draft, aboutId) });
  },
});

/** Begins at an enquiry what a rule for it does. Each device follows it as any other; a reply stops its messages. */
const start = defineCommand({
  name: 'enquiry.startFollowUp',
  title: 'Start a follow-up',
  args: z.strictObject({ id: idSchema, ruleId: idSchema }),
  undoable: true,
  run(draft, { id, ruleId }, { now }) {
    const enquiry = draft.get('enquiries', id);
    if (enquiry === undefined) return problem('enquiry.missing', 'This enquiry no longer exists.');
    const rule = draft.get('rules', ruleId);
    if (rule?.when?.on !== 'hand' || !rule.isOn || rule.archivedAt !== undefined)
      return problem('rule.off', 'This follow-up is not on.', 'Turn it on in Settings → Rules.');
    if (!mayStart(draft, enquiry))
      return problem('rule.settled', 'Nothing is to be followed up here any more: the enquiry is not open.');
    if (followUpsOf(draft, id).length + waitsByHand(draft, id).length > 0)
      return problem('rule.waiting', 'A follow-up waits here already.', 'Stop it first.');
    if (draft.get('ruleRuns', runId(ruleId, { key: startKey(id, now), step: 0 })) !== undefined)
      return problem('rule.ran', 'This follow-up was started here today already.', 'Start it tomorrow.');
    draft.putEntry('enquiries', id, 'started', ruleId, now);
    return ok({ id });
  },
});

/** What waits of a follow-up goes out no more. */
const stopByHand = defineCommand({
  name: 'enquiry.stopFollowUp',
  title: 'Stop a follow-up',
  args: z.strictObject({ id: idSchema }),
  undoable: true,
  run(draft, { id }) {
    const enquiry = draft.get('enquiries', id);
    if (enquiry === undefined) return problem('enquiry.missing', 'This enquiry no longer exists.');
    // What no device has begun yet is not begun any more.
    for (const ruleId of Object.keys(enquiry.started ?? {}))
      draft.removeEntry('enquiries', id, 'started', ruleId);
    return ok({ stopped: stopFollowUps(draft, id) });
  },
});

export const ruleCommands = [
  save,
  switchOn,
  move,
  remove,
  run,
  sendMessages,
  undoRun,
  stop,
  start,
  stopByHand,
] as const;
