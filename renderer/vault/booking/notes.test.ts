import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import type { CustomerRequest } from '#shared/public-page/request.ts';
import { createMemoryRecords, ukBusiness } from '#shared/commands/testing.ts';
import { decryptBlob, deriveBytes, importAesKey } from '#shared/crypto/keys.ts';
import { webCrypto } from '#shared/crypto/web-crypto.ts';
import { createWork } from '#shared/lib/async.ts';
import { fromBase64Url, fromUtf8, toBase64Url } from '#shared/lib/bytes.ts';
import { expectOk, ok } from '#shared/lib/result.ts';
import { noteContext, noteKeyInfo } from '#shared/public-page/names.ts';
import { bookingNoteSchema, longestNote } from '#shared/public-page/request.ts';
import { createBookingNotes } from './notes.ts';

const id = 'A'.repeat(22);
const secret = toBase64Url(new Uint8Array(32).fill(7));
const crypto = webCrypto(globalThis.crypto);

/** A device that has one request, before a relay that takes everything. */
function device() {
  const world = createMemoryRecords();
  expectOk(world.run('business.setUp', { profile: ukBusiness, services: [] }));
  const said: CustomerRequest = {
    version: 1,
    kind: 'request',
    secret,
    language: 'en',
    wishes: [],
    name: 'Ana Lopes',
  };
  expectOk(world.run('booking.receive', { requests: [{ id, receivedAt: world.context.now, said }] }));
  const sent: { method?: string | undefined; path: string; sealed: string }[] = [];
  const work = createWork({ elapsed: () => world.context.now, after: () => () => {} });
  onTestFinished(async () => work[Symbol.asyncDispose]());
  const notes = createBookingNotes({
    crypto,
    records: world.records,
    changes: { on: () => () => {} } as never,
    work,
    workspace: 'workspace-1',
    keys: { pair: async () => ({ publicKey: new Uint8Array(32), privateKey: new Uint8Array(32) }) },
    mayWrite: () => true,
    client: () => ({
      async signed({ method, path, body }) {
        if (method === 'GET') return ok({ ids: [id, 'B'.repeat(22)], more: false });
        sent.push({ method, path, sealed: (body as { sealed: string } | undefined)?.sealed ?? '' });
        return ok({});
      },
    }),
    pseudonym: world.context.pseudonym!,
    now: () => world.context.now,
  });
  const wake = async () => {
    notes.wake();
    await work.quiet();
  };
  async function left() {
    await wake();
    return sent.at(-1)!;
  }
  return { ...world, sent, left, wake };
}

async function open(sealed: string) {
  const key = await importAesKey(crypto, await deriveBytes(crypto, fromBase64Url(secret), noteKeyInfo, 32));
  const bytes = await decryptBlob(crypto, key, fromBase64Url(sealed), noteContext(id));
  return bookingNoteSchema.parse(JSON.parse(fromUtf8(bytes!).trimEnd()));
}

test('who has the link reads what the owner writes, and the relay cannot tell one answer from another by its length', async () => {
  const { run, left, sent } = device();
  const first = await left();
  expect(first).toMatchObject({ method: 'PUT', path: `/v1/workspaces/workspace-1/bookings/${id}` });
  expect(await open(first.sealed)).toMatchObject({ state: 'asked' });
  const words = fc.string({ minLength: 1, maxLength: 2000, unit: 'grapheme' });
  await fc.assert(
    fc.asyncProperty(words, async (text) => {
      const reply = text.slice(0, 2000).toWellFormed().trim() || 'x';
      expectOk(run('booking.say', { id, reply }));
      const { sealed } = await left();
      expect((await open(sealed)).words).toBe(reply);
      expect(sealed).toHaveLength(first.sealed.length);
    }),
    { numRuns: 30, examples: [['ü'.repeat(2000)], ['文'.repeat(2000)]] },
  );
  expect(first.sealed.length).toBeLessThan(longestNote);
  expectOk(run('booking.decline', { id }));
  const last = await left();
  expect(await open(last.sealed)).toMatchObject({ state: 'declined' });
  const count = sent.length;
  await left();
  expect(sent).toHaveLength(count);
});

test('what an owner erases the relay answers for no longer, and for what it has not heard of yet it does', async () => {
  const { run, records, context, sent, wake } = device();
  context.isOwner = true;
  await wake();
  expectOk(run('person.erase', { kind: 'contacts', id: records.get('bookings', id)!.contactId }));
  expect(records.get('bookings', id)).toBeUndefined();
  sent.length = 0;
  await wake();
  await wake();
  expect(sent).toEqual([{ method: 'DELETE', path: `/v1/workspaces/workspace-1/bookings/${id}`, sealed: '' }]);
});
