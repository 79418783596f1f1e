import { execute, type Command, type CommandContext } from '#shared/commands/command.ts';
import { checkNotKeptOnly } from '#shared/commands/kept-only.ts';
import { registry } from '#shared/commands/index.ts';
import type { Change } from '#shared/records/change.ts';
import { invert } from '#shared/commands/undo.ts';
import type { AuditEntry, Rule } from '#shared/domain/audit.ts';
import { erasureCollections } from '#shared/domain/collections.ts';
import type { Access } from '#shared/domain/roles.ts';
import { proven } from '#shared/domain/proven.ts';
import { createSequencer } from '#shared/lib/async.ts';
import { newId, type RandomSource } from '#shared/lib/ids.ts';
import type { JsonObject } from '#shared/lib/json.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import type { CommandDone } from './api.ts';
import type { Library } from '../books/library.ts';
import { createClosedReader } from './closed-reader.ts';

/** How many commands can be taken back. */
const undoLimit = 100;

interface Done {
  title: string;
  changes: Change[];
  auditId: string;
}

/** Who or what is behind a command that nobody has clicked. */
export type By = 'assistant' | 'program' | Rule;

/** Runs commands over the library: one after another, each with its entry in the audit log. */
export interface Executor {
  /** `by`: who proposed it, or by which rule it is done, where it was not the owner. */
  run(name: string, args: unknown, by?: By): Promise<Result<CommandDone>>;
  /** Takes back the last command, or the one with this entry in the audit log. */
  undo(auditId?: string): Promise<Result<{ title: string; skipped: number }>>;
  redo(): Promise<Result<{ title: string; skipped: number }>>;
  undoDepth(): number;
  /** Runs a step between two commands: none is under way meanwhile. */
  between<T>(step: () => Promise<T>): Promise<T>;
}

export function createExecutor(deps: {
  library: Library;
  random: RandomSource;
  now(): number;
  deviceId: string;
  /** See `CommandContext`. */
  place(): number | undefined;
  memberId: string;
  isOwner(): boolean;
  pseudonym: CommandContext['pseudonym'];
  accessOf(memberId: string): Access | undefined;
  /** See `News`. */
  agreed(newsId: string): boolean;
  /** Whether the owner has given the second factor, where one is asked for. */
  mayAct(): Result<void>;
}): Executor {
  const { library, random } = deps;
  const undoable: Done[] = [];
  const redoable: Done[] = [];
  /** One at a time, so that each command sees what the one before it left. */
  const inTurn = createSequencer();

  function auditChange(
    command: string,
    changes: Change[],
    more: Pick<AuditEntry, 'of' | 'by' | 'rule'> = {},
  ): Change {
    const records = [...new Set(changes.map(({ collection, id }) => `${collection}/${id}`))];
    const entry: AuditEntry = proven({
      at: deps.now(),
      deviceId: deps.deviceId,
      memberId: deps.memberId,
      command,
      records,
      ...more,
      salt: newId(random),
    });
    return { collection: 'audit', id: entry.id, path: [], before: undefined, after: entry as JsonObject };
  }

  async function perform(
    command: Command,
    args: unknown,
    by: By | undefined,
  ): Promise<Result<{ value: unknown; done: Done }>> {
    const context = {
      now: deps.now(),
      newId: () => newId(random),
      deviceId: deps.deviceId,
      place: deps.place(),
      memberId: deps.memberId,
      isOwner: deps.isOwner(),
      pseudonym: deps.pseudonym,
      accessOf: deps.accessOf,
      agreed: deps.agreed,
    };
    const reader = createClosedReader(library);
    const outcome = execute(command, args, reader, context);
    const needed = reader.needed(outcome.ok ? outcome.value.changes : []);
    if (needed.size > 0) {
      await library.openAll(needed);
      return perform(command, args, by);
    }
    if (!outcome.ok) return outcome;
    const { changes, value } = outcome.value;
    if (changes.length === 0) return ok({ value, done: { title: command.title, changes, auditId: '' } });
    const named = changes.filter(
      (change) =>
        (command.forgets !== true || isOfErasure(change)) && (command.countsOnly !== true || isCount(change)),
    );
    const audit = auditChange(command.name, named, by && behind(by));
    const lines = [...changes, audit];
    if (!library.mayChange(lines)) return notAllowed();
    // Before anything is applied: what cannot be stored must not be shown as done.
    const may = command.completes === true ? ok() : library.mayBegin();
    if (!may.ok) return may;
    // Opening a book takes a moment in which records may arrive: what was decided before is decided again.
    if (await library.prepare(lines)) return perform(command, args, by);
    library.apply(lines);
    return ok({ value, done: { title: command.title, changes, auditId: audit.id } });
  }

  async function run(name: string, args: unknown, by?: By): Promise<Result<CommandDone>> {
    const command = registry.get(name);
    if (command === undefined)
      return problem(
        'command.unknown',
        `This version of Plumbline does not know “${name}”.`,
        'Update Plumbline.',
      );
    const may = command.asksFactor === true ? deps.mayAct() : ok();
    if (!may.ok) return may;
    const performed = await inTurn(() => perform(command, args, by));
    if (!performed.ok) return performed;
    const { value, done } = performed.value;
    const changed = done.changes.length > 0;
    if (changed && command.forgets === true) undoable.length = redoable.length = 0;
    if (changed && command.undoable) remember(undoable, done);
    if (changed && command.undoable) redoable.length = 0;
    const saved = changed ? await library.save() : ok();
    if (!saved.ok) return saved;
    const undoTitle = changed && command.undoable ? command.title : undefined;
    return ok({ value, undoTitle, auditId: done.auditId });
  }

  /** Reverses an entry of one stack, the last if none is named, and puts the reversal on the other. */
  async function reverse(
    from: Done[],
    to: Done[],
    name: string,
    auditId?: string,
  ): Promise<Result<{ title: string; skipped: number }>> {
    const at = auditId === undefined ? from.length - 1 : from.findIndex((done) => done.auditId === auditId);
    const last = from[at];
    if (last === undefined) return problem(`command.nothing-to-${name}`, `There is nothing to ${name}.`);
    const { changes, skipped } = invert(last.changes, library);
    const may = library.mayChange(changes) ? library.mayBegin() : notAllowed();
    if (!may.ok) return may;
    const isFree = checkNotKeptOnly(changes, library, library);
    if (!isFree.ok) return isFree;
    from.splice(at, 1);
    if (changes.length === 0) return nothingLeft(last.title);
    const audit = auditChange(name, changes, { of: last.auditId });
    await library.prepare([...changes, audit]);
    library.apply([...changes, audit]);
    remember(to, { title: last.title, changes, auditId: audit.id });
    const saved = await library.save();
    return saved.ok ? ok({ title: last.title, skipped }) : saved;
  }

  return {
    run,
    undo: (auditId) => inTurn(() => reverse(undoable, redoable, 'undo', auditId)),
    redo: () => inTurn(() => reverse(redoable, undoable, 'redo')),
    undoDepth: () => undoable.length,
    between: inTurn,
  };
}

/** Of what is gone not even the ids are written down: those of people follow from their numbers. */
function isOfErasure({ collection }: Change): boolean {
  return erasureCollections.has(collection);
}

/** Others have changed all of it, added to it or taken it away: the next one of the stack is the one to take back. */
function nothingLeft(title: string): Result<never> {
  return problem(
    'command.changed-since',
    `“${title}” was left as it is: it was changed or built on since. Nothing was changed.`,
    'Change it by hand.',
  );
}

function notAllowed(): Result<never> {
  return problem(
    'access.denied',
    'Your role does not include changing this. Nothing was changed.',
    'Ask the owner.',
  );
}

function remember(stack: Done[], done: Done): void {
  stack.push(done);
  if (stack.length > undoLimit) stack.shift();
}

function behind(by: By): Pick<AuditEntry, 'by' | 'rule'> {
  return typeof by === 'string' ? { by } : { rule: by };
}

/** Where it is noted how much went, and of which kind. */
function isCount({ collection }: Change): boolean {
  return collection === 'retentionRuns';
}
