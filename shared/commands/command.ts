import type { z } from 'zod';
import type { Compartment } from '#shared/domain/collections.ts';
import type { Access } from '#shared/domain/roles.ts';
import { fieldProblems, fieldWords, sentenceOf } from '#shared/lib/field-problems.ts';
import type { Problem, Result } from '#shared/lib/result.ts';
import { err, ok, problem } from '#shared/lib/result.ts';
import type { Change } from '#shared/records/change.ts';
import { judgeOf } from '#shared/records/judges.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import { ChangeSet } from '#shared/records/change-set.ts';
import { checkNotKeptOnly } from './kept-only.ts';
import { checkNamed } from './named-there.ts';

/** What a command may know of the world besides the records: passed in, so that a command is a pure function. */
export interface CommandContext {
  /** Epoch milliseconds. */
  now: number;
  newId(): string;
  deviceId: string;
  /** Counts the devices of the team, as the owner signed it; none in teams of before this was counted. */
  place?: number | undefined;
  memberId: string;
  /** Whether this is an owner's device, as the team says; what it must not do, other devices would not take in. */
  isOwner?: boolean;
  /** Whether an owner has agreed to what an update has brought: see `checkAgreed`. */
  agreed?(newsId: string): boolean;
  /** What a member of the team may do, as the owner signed it; `undefined` where they are in it no more. */
  accessOf?(memberId: string): Access | undefined;
  /** Keyed names of what must not be guessed, by compartment; left out, and `undefined`, where there is no key. */
  pseudonym?(compartment: Compartment, text: string): string | undefined;
}

/**
 * The only thing that changes data. Screens, the palette, undo, the audit log, the assistant and other
 * programs all go through the same registry.
 */
export interface Command<Name extends string = string, Args = unknown, Value = unknown> {
  /** Such as `job.schedule`; stable, because the audit log and automations hold it. */
  name: Name;
  /** What the owner reads in the palette, in the audit log and after "Undo". */
  title: string;
  args: z.ZodType<Args>;
  /** `false` where the world outside has seen it: an issued invoice, a sent message, received mail. */
  undoable: boolean;
  /** What was done before it cannot be taken back or done again afterwards: it would bring back what is gone. */
  forgets?: boolean;
  /** Not offered to owners or assistants: what the product records on its own (`message.accepted`, …). */
  internal?: boolean;
  /** Its line in the log names no record: what it takes away is told as counts. */
  countsOnly?: boolean;
  /** The end of something that has begun, outside perhaps: it is written down even where nothing new may begin. */
  completes?: boolean;
  /** May change what belongs to somebody whose data are only kept: what protects them, or what the law asks for. */
  evenKeptOnly?: boolean;
  /** Writes records as they stand elsewhere: what they name may follow, or be gone. */
  asTheyStand?: boolean;
  /** An owner’s act that asks for the second factor, where they have one: see `SecondFactor`. */
  asksFactor?: boolean;
  run(draft: RecordWriter, args: Args, context: CommandContext): Result<Value, Problem>;
}

/** Keeps the types of `args` and result tied together where a command is written down. */
export function defineCommand<const Name extends string, Args, Value>(
  command: Command<Name, Args, Value>,
): Command<Name, Args, Value> {
  return command;
}

/** What an executed command changed, before anything is written. */
export interface Outcome<Value> {
  changes: Change[];
  value: Value;
}

/** Parses the arguments and runs the command over a draft of the records. Nothing is changed yet. */
export function execute<Args, Value>(
  command: Command<string, Args, Value>,
  args: unknown,
  records: RecordReader,
  context: CommandContext,
): Result<Outcome<Value>> {
  const parsed = command.args.safeParse(args, { error: sentenceOf });
  if (!parsed.success) return badArguments(parsed.error);
  const draft = new ChangeSet(records);
  const result = command.run(draft, parsed.data, context);
  if (!result.ok) return result;
  const passes = command.internal === true || command.evenKeptOnly === true;
  const may = passes ? ok() : checkNotKeptOnly(draft.changes, records, draft);
  if (!may.ok) return may;
  const unfit = findUnfit(draft);
  if (unfit !== undefined) return unfitChange(unfit);
  // What a device does by itself, such as to take in what has arrived, has nobody who could choose another one.
  const isAsked = command.asTheyStand !== true && command.internal !== true;
  const isThere = isAsked ? checkNamed(draft, records, parsed.data) : ok();
  return isThere.ok ? ok({ changes: draft.changes, value: result.value }) : isThere;
}

/** The place of the first value that a command would write and that does not fit: `jobs.state`. */
function findUnfit(draft: ChangeSet): string | undefined {
  for (const { collection, record } of draft.left()) {
    const [misfit] = judgeOf(collection).misfitsOfOwn(record);
    if (misfit !== undefined) return [collection, ...misfit].join('.');
  }
  return undefined;
}

/** A mistake of ours, which must not become a record that others cannot read. */
function unfitChange(place: string): Result<never> {
  return problem(
    'command.unfit',
    `Not saved, and nothing was changed: what Plumbline was to write down does not fit (${place}).`,
    'Please report this. Your other work is not affected.',
  );
}

/** Each value that does not fit, for its field; in one line for who has none. */
function badArguments(error: z.ZodError): Result<never> {
  const fields = fieldProblems(error);
  const message = `Not saved, and nothing was changed. ${fieldWords(fields)}`;
  return err({ code: 'command.bad-arguments', message, fields });
}
