import type { Bridge } from '#shared/bridge/bridge.ts';
import type { PageAccount } from '#shared/bridge/contract.ts';
import type { AppCommandName, ArgsOf } from '#shared/commands/index.ts';
import type { CommentWish, Post } from '#shared/domain/comment.ts';
import type { Message } from '#shared/domain/conversation.ts';
import type { Work } from '#shared/lib/async.ts';
import type { Problem, Result } from '#shared/lib/result.ts';
import { readMessage } from '#shared/records/messages.ts';
import { isPaused } from '#shared/records/pauses.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { RecordChanges } from '../books/record-changes.ts';
import { pageAccountFor } from './accounts.ts';

export interface CommentsDeps {
  bridge: Bridge;
  records: RecordReader;
  changes: Pick<RecordChanges, 'on'>;
  run<Name extends AppCommandName>(name: Name, args: ArgsOf<Name>): Promise<Result<unknown>>;
  deviceId: string;
  work: Work;
  now(): number;
}

/** What is to be done with comments at Meta, and what their posts are: as soon as Meta is reached. */
export interface Comments {
  /** Looks at all of it, as by itself whenever something has changed. */
  wake(): void;
}

/** Where Meta could not be reached. */
const againAfter = 60_000;
/** The device that wished it is first; the others do it where that one is away. To do it twice does no harm. */
const othersAfter = 2 * 60_000;
/** A post that Meta did not tell of may be told of another day. */
const askAgainAfter = 7 * 24 * 60 * 60_000;

type Open = Message & { wish: CommentWish; externalId: string };

export function createComments(deps: CommentsDeps): Comments {
  const { bridge, records, run, work, now } = deps;
  /** By id: what somebody still wishes. Read once, and followed from then on. */
  let wished: Set<string> | undefined;
  const start = work.singleFlight(look);
  const alarm = work.alarm(start);

  async function look(): Promise<void> {
    await change();
    for (const post of records.all('posts')) {
      if (work.isOver) return;
      if (isUnknown(post)) await ask(post);
    }
  }

  async function change(): Promise<void> {
    if (isPaused(records, 'sends')) return;
    wished ??= new Set(Array.from(records.all('messageStates'), ({ id }) => id).filter(isOpen));
    for (const id of wished) {
      const message = readMessage(records, id) as Open | undefined;
      if (work.isOver || message?.wish === undefined) continue;
      const waits = message.wish.deviceId === deps.deviceId ? 0 : message.wish.at + othersAfter - now();
      if (waits > 0) alarm.reset(waits);
      else await doIt(message);
    }
  }

  async function doIt({ id, externalId, conversationId, wish }: Open): Promise<void> {
    const account = pageAccountFor(records, records.get('conversations', conversationId));
    if (account === undefined) return;
    const done = await bridge.call('channel.changeComment', { account, commentId: externalId, do: wish.do });
    if (work.isOver) return;
    if (done.ok) await run('comment.changed', { id, do: wish.do, at: now() });
    else if (isFinal(done.error))
      await run('comment.notChanged', { id, do: wish.do, refused: wordsOf(done.error) });
    else alarm.reset(againAfter);
  }

  function isOpen(id: string): boolean {
    const wish = records.get('messageStates', id)?.wish;
    return wish !== undefined && wish.refused === undefined;
  }

  function isUnknown({ permalink, excerpt, askedAt = -Infinity }: Post): boolean {
    return (permalink === undefined || excerpt === undefined) && now() - askedAt > askAgainAfter;
  }

  async function ask(post: Post): Promise<void> {
    const account: PageAccount | undefined = pageAccountFor(records, post);
    if (account === undefined) return;
    const told = await bridge.call('channel.post', { account, postId: post.externalId });
    if (work.isOver) return;
    if (told.ok) await run('post.describe', { id: post.id, ...told.value });
    else alarm.reset(againAfter);
  }

  deps.changes.on(['messageStates'], (ids) => {
    let isNew = false;
    for (const id of ids) {
      if (!isOpen(id)) wished?.delete(id);
      else {
        wished?.add(id);
        isNew = true;
      }
    }
    if (isNew) start();
  });
  deps.changes.on(['posts', 'channels', 'pauses'], start);
  return { wake: start };
}

/** Meta has answered, and will answer so again. */
function isFinal({ code }: Problem): boolean {
  return code === 'channel.refused' || code === 'channel.not-permitted';
}

function wordsOf({ message, remedy }: Problem): string {
  return [message, remedy].filter(Boolean).join(' ').slice(0, 500).toWellFormed();
}
