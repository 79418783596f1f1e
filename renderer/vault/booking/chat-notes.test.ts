import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { deliveryState } from '#shared/channels/delivery.ts';
import type { AppCommandName, ArgsOf } from '#shared/commands/index.ts';
import { createMemoryRecords, ukBusiness } from '#shared/commands/testing.ts';
import { decryptBlob, deriveBytes, importAesKey } from '#shared/crypto/keys.ts';
import { webCrypto } from '#shared/crypto/web-crypto.ts';
import { createWork } from '#shared/lib/async.ts';
import { fromBase64Url, fromUtf8, toBase64Url, utf8 } from '#shared/lib/bytes.ts';
import { err, expectOk, ok } from '#shared/lib/result.ts';
import { chatNoteLength, chatNoteSchema, chatNoteText } from '#shared/public-page/chat.ts';
import { noteContext, noteKeyInfo } from '#shared/public-page/names.ts';
import { longestNote } from '#shared/public-page/request.ts';
import { readMessage } from '#shared/records/messages.ts';
import { createChatNotes } from './chat-notes.ts';

const id = 'A'.repeat(22);
const secret = toBase64Url(new Uint8Array(32).fill(7));
const crypto = webCrypto(globalThis.crypto);

/** A device that has one chat, before a relay that takes what it gets while it is there. */
function device() {
  const world = createMemoryRecords();
  expectOk(world.run('business.setUp', { profile: ukBusiness, services: [] }));
  const said = { version: 1 as const, kind: 'chat' as const, secret, language: 'en', words: 'Hello?' };
  const request = { id, receivedAt: world.context.now, said };
  expectOk(world.run('booking.receive', { requests: [request] }));
  const left: string[] = [];
  const relay = { isThere: true };
  const work = createWork({ elapsed: () => world.context.now, after: () => () => {} });
  onTestFinished(async () => work[Symbol.asyncDispose]());
  const notes = createChatNotes({
    crypto,
    records: world.records,
    changes: { on: () => () => {} } as never,
    run: async <Name extends AppCommandName>(name: Name, args: ArgsOf<Name>) => world.run(name, args),
    work,
    workspace: 'workspace-1',
    deviceId: world.context.deviceId,
    mayWrite: () => true,
    client: () => ({
      async signed({ body }) {
        if (!relay.isThere) return err({ code: 'relay.unreachable', message: '' });
        left.push((body as { sealed: string }).sealed);
        return ok({});
      },
    }),
    now: () => world.context.now,
  });
  async function wake(): Promise<void> {
    notes.wake();
    await work.quiet();
  }
  const conversationId = world.list('conversations')[0]!.id;
  const write = (text: string): string => {
    world.context.now += 1000;
    return expectOk(world.run('message.send', { conversationId, text })).id;
  };
  const stateOf = (message: string) => deliveryState(readMessage(world.records, message)!);
  return { ...world, left, relay, wake, write, stateOf };
}

async function read(sealed: string) {
  const key = await importAesKey(crypto, await deriveBytes(crypto, fromBase64Url(secret), noteKeyInfo, 32));
  const bytes = await decryptBlob(crypto, key, fromBase64Url(sealed), noteContext(id));
  const { lines } = chatNoteSchema.parse(JSON.parse(fromUtf8(bytes!).trimEnd()));
  return lines.map(({ text, isTheirs }) => [isTheirs ? 'visitor' : 'us', text]);
}

test('what is answered in a chat is sent by being left there, once, with what the visitor has said', async () => {
  const { wake, write, left, stateOf } = device();
  await wake();
  expect(await read(left.at(-1)!)).toEqual([['visitor', 'Hello?']]);
  const answer = write('We come on Thursday.');
  expect(stateOf(answer)).toBe('queued');
  await wake();
  expect(stateOf(answer)).toBe('accepted');
  expect(await read(left.at(-1)!)).toEqual([
    ['visitor', 'Hello?'],
    ['us', 'We come on Thursday.'],
  ]);
  const count = left.length;
  await wake();
  expect(left).toHaveLength(count);
});

test('without a relay it waits, and goes when the relay is there; what is paused goes not at all', async () => {
  const { wake, write, left, stateOf, relay, run } = device();
  relay.isThere = false;
  const answer = write('We come on Thursday.');
  await wake();
  expect([stateOf(answer), left]).toEqual(['queued', []]);
  relay.isThere = true;
  expectOk(run('pause.set', { parts: ['sends'] }));
  await wake();
  expect(stateOf(answer)).toBe('queued');
  expect(await read(left.at(-1)!)).toEqual([['visitor', 'Hello?']]);
});

test('however much is said, a note has one length, and holds the newest', () => {
  const text = fc.string({ minLength: 1, maxLength: 2000, unit: 'grapheme' });
  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 40 }), (texts) => {
      const lines = texts.map((each, at) => ({
        id: String(at),
        at,
        isTheirs: at % 2 === 0,
        text: each.slice(0, 2000).toWellFormed(),
      }));
      const note = chatNoteText(lines, (each) => utf8(each).length);
      expect(utf8(note).length).toBeLessThanOrEqual(chatNoteLength);
      expect(chatNoteSchema.parse(JSON.parse(note)).lines.at(-1)).toEqual(lines.at(-1));
    }),
    { numRuns: 40, examples: [[Array.from({ length: 30 }, () => '文'.repeat(2000))], [['"'.repeat(2000)]]] },
  );
  expect(Math.ceil(((chatNoteLength + 28) * 4) / 3)).toBeLessThan(longestNote);
});
