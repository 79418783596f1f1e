import * as Y from 'yjs';
import { expect, test } from 'vitest';
import type { AuditEntry } from '#shared/domain/audit.ts';
import type { Book } from '../books/book.ts';
import { authorsIn, type Signers, writersOf } from '../books/writers.ts';
import type { Keyring } from '../books/keyring.ts';
import { createSignatures } from './proof.ts';

/** A log that two devices have written by turns. */
function writtenByTwo(count: number): {
  log: Y.Doc;
  signers: Signers;
} {
  const docs = [new Y.Doc(), new Y.Doc(), new Y.Doc()];
  for (const doc of docs)
    doc.on('update', (update: Uint8Array) => {
      for (const other of docs) if (other !== doc) Y.applyUpdate(other, update);
    });
  for (let index = 0; index < count; index++) docs[index % 2]!.getArray('audit').push([{ id: `e${index}` }]);
  const devices = new Map([
    [docs[0]!.clientID, 'd1'],
    [docs[1]!.clientID, 'd2'],
  ]);
  return {
    log: docs[2]!,
    signers: {
      writerOf: (client) => devices.get(client),
      signersOf: (_list, _id, client) => [devices.get(client)!],
    },
  };
}

test('one walk over the log tells of each line the same as asking for it alone', () => {
  const { log, signers } = writtenByTwo(9);
  log.getArray('audit').delete(4);
  const authors = authorsIn(log, signers, 'audit');
  expect([...authors.keys()]).toEqual(['e0', 'e1', 'e2', 'e3', 'e5', 'e6', 'e7', 'e8']);
  for (const [id, devices] of authors)
    expect(writersOf(log, signers, { collection: 'audit', id })).toEqual(
      devices.map((deviceId) => ({ deviceId, path: '' })),
    );
});

test('a line is as signed as its device and member say, and otherwise told apart', () => {
  const { log, signers } = writtenByTwo(2);
  const book = { authorsIn: () => authorsIn(log, signers, 'audit') } as unknown as Book;
  const record = { devices: [{ id: 'd1', memberId: 'ann' }], formerDevices: [{ id: 'd2', memberId: 'ben' }] };
  const keyring = { roster: { record } } as unknown as Keyring;
  const signatures = createSignatures({ books: () => [book], keyring });
  const of = (id: string, deviceId: string, memberId: string) =>
    signatures.of({ id, deviceId, memberId } as AuditEntry);
  expect(of('e0', 'd1', 'ann')).toBe('named');
  expect(of('e1', 'd2', 'ben')).toBe('named');
  expect(of('e0', 'd2', 'ben')).toBe('other');
  expect(of('e0', 'd1', 'ben')).toBe('other');
  expect(of('e9', 'd1', 'ann')).toBe('unknown');
});
