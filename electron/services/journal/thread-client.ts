import { Worker } from 'node:worker_threads';
import { ignore } from '#shared/lib/ignore.ts';
import type { Result } from '#shared/lib/result.ts';
import type { Answers, AskName, Asks, Question, Reply, ThreadData } from './messages.ts';
import { closed, notReached } from './words.ts';

/** Asks the journal's thread. */
export interface ThreadClient {
  /** Has the thread ready for the first question. Until that it keeps no process alive. */
  start(): void;
  /** Starts the thread where none runs. `bytes`: whose ownership goes over to it. */
  ask<Name extends AskName>(
    name: Name,
    args: Asks[Name],
    bytes?: ArrayBuffer[],
  ): Promise<Result<Answers[Name]>>;
  /** Resolves when the journal is ended and the thread gone. Nothing can be asked any more. */
  close(): Promise<void>;
}

/** `thread`: the thread's file. */
export function createThreadClient(deps: ThreadData & { thread: URL }): ThreadClient {
  const waiting = new Map<number, (answer: Reply['answer']) => void>();
  let worker: Worker | undefined;
  let gone: Promise<void> | undefined;
  let isClosed = false;
  let lastId = 0;

  function start(): Worker {
    const { folder } = deps;
    const started = new Worker(deps.thread, { name: 'journal', workerData: { folder } satisfies ThreadData });
    started.on('message', ({ id, answer }: Reply) => {
      waiting.get(id)?.(answer);
      waiting.delete(id);
    });
    started.on('error', (error) => console.error('The journal’s thread failed:', error.stack));
    gone = new Promise((resolve) => {
      started.on('exit', () => {
        worker = undefined;
        // Whether these were done is not known; rows that are there already are taken as written.
        for (const end of waiting.values()) end(notReached);
        waiting.clear();
        resolve();
      });
    });
    return started;
  }

  function send<Name extends AskName>(name: Name, args: Asks[Name], bytes: ArrayBuffer[] = []) {
    worker ??= start();
    worker.ref();
    const question: Question<Name> = { id: ++lastId, name, args };
    worker.postMessage(question, bytes);
    return new Promise<Reply['answer']>((resolve) => waiting.set(question.id, resolve));
  }

  return {
    start() {
      worker ??= start();
      worker.unref();
    },
    async ask(name, args, bytes) {
      // The thread answers each question with what belongs to it.
      return isClosed ? closed : ((await send(name, args, bytes)) as Result<Answers[typeof name]>);
    },
    async close() {
      if (!isClosed && worker !== undefined) ignore(send('close', {}));
      isClosed = true;
      await gone;
    },
  };
}
