import { parentPort, workerData } from 'node:worker_threads';
import type { Result } from '#shared/lib/result.ts';
import { ok } from '#shared/lib/result.ts';
import { checkRows } from './checking.ts';
import { createGroupCommit } from './group-commit.ts';
import { createJournalHandle } from './journal-handle.ts';
import type { Answers, AskName, Asks, Done, Question, Reply, ThreadData } from './messages.ts';
import { countRows, eraOf, listRows, namesOf, readRun } from './reading.ts';
import { pause } from './slices.ts';
import { tidyRows } from './tidying.ts';
import { notWritten } from './words.ts';
import { type Write, writeAll } from './writing.ts';

/** The one thread that has the journal open: a commit that waits for the disk keeps nobody else waiting. */
const port = parentPort!;
const handle = createJournalHandle(workerData as ThreadData);
const { use } = handle;
const commits = createGroupCommit({ commit });

type Answering = { [Name in AskName]: (args: Asks[Name]) => Promise<Result<Answers[Name]>> };

const answers: Answering = {
  'journal.open': async () =>
    use((journal) => {
      const [names, era] = [namesOf(journal), eraOf(journal)];
      return ok({ ...countRows(journal), names, found: handle.found(), era });
    }),
  'journal.write': (write) => commits.add(write),
  'journal.list': async (page) => use((journal) => ok(listRows(journal, page))),
  'journal.read': async (run) => use((journal) => readRun(journal, run)),
  'journal.check': () => checkRows(use),
  'journal.tidy': ({ upTo, thoroughly }) => tidyRows(use, upTo, thoroughly),
  async close() {
    // What came before is written first.
    await pause();
    handle.close();
    return ok({});
  },
};

function commit(writes: Write[]): Result<Done>[] {
  const written = use((journal) => ok(writeAll(journal, writes)), notWritten);
  if (!written.ok) return writes.map(() => written);
  // With the next turn of the loop, when these have been answered.
  setImmediate(handle.rest);
  return written.value;
}

async function reply({ id, name, args }: Question): Promise<void> {
  // The pairs of names and arguments are made by the client; behind it they are found by name.
  const answer = await (answers[name] as (args: unknown) => Promise<Result<Answers[AskName]>>)(args);
  const bytes = answer.ok && 'bytes' in answer.value ? answer.value.bytes : undefined;
  port.postMessage({ id, answer } satisfies Reply, bytes ? [bytes.buffer] : []);
  if (name === 'close') port.close();
}

/** Whoever waits for an answer that does not come is told by the end of the thread. */
function end(error: unknown): void {
  setImmediate(() => {
    throw error;
  });
}

port.on('message', (question: Question) => void reply(question).catch(end));
