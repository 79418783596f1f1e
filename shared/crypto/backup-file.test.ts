import fc from 'fast-check';
import { expect, test } from 'vitest';
import { concat, fromHex, toBase64Url, toHex, utf8 } from '#shared/lib/bytes.ts';
import { expectOk } from '#shared/lib/result.ts';
import { backupContentHash, type BackupFile, decodeBackup, encodeBackup } from './backup-file.ts';

const vector: BackupFile = {
  workspace: toBase64Url(new Uint8Array(16).fill(1)),
  epoch: 2,
  lock: utf8('{}'),
  manifest: new Uint8Array([0xaa, 0xbb]),
  rooms: [{ room: 'r', update: new Uint8Array([0, 0]) }],
};
const vectorHex = [
  '504c554d4242414b01',
  '01010101010101010101010101010101',
  '00000002',
  '00000002',
  '7b7d',
  '00000002',
  'aabb',
  '00000001',
  '01',
  '72',
  '00000002',
  '0000',
  '796ec384dd470e926f664c060e7302b4f48d8c82dacf6cc296241ae02a4e0159',
].join('');

const bytes = (maxLength: number, minLength = 0) =>
  fc.uint8Array({ minLength, maxLength }).map((array) => new Uint8Array(array) as Uint8Array<ArrayBuffer>);
const files: fc.Arbitrary<BackupFile> = fc.record({
  workspace: fc.uint8Array({ minLength: 16, maxLength: 16 }).map(toBase64Url),
  epoch: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
  lock: bytes(40),
  manifest: bytes(40),
  rooms: fc.uniqueArray(fc.record({ room: fc.stringMatching(/^[A-Za-z0-9_-]{1,24}$/), update: bytes(60) }), {
    selector: ({ room }) => room,
    maxLength: 6,
  }),
});

test('the bytes are those of the documented test vector', () => {
  expect(toHex(encodeBackup(vector))).toBe(vectorHex);
  expect(expectOk(decodeBackup(fromHex(vectorHex)))).toEqual(vector);
});

test('a backup is read as it was written, whatever it holds', () => {
  fc.assert(
    fc.property(files, (file) => {
      const read = expectOk(decodeBackup(encodeBackup(file)));
      expect({ ...read, rooms: [] }).toEqual({ ...file, rooms: [] });
      expect(new Map(read.rooms.map(({ room, update }) => [room, update]))).toEqual(
        new Map(file.rooms.map(({ room, update }) => [room, update])),
      );
      expect(backupContentHash(read)).toEqual(backupContentHash(file));
    }),
  );
});

test('a backup with any bit flipped is refused', () => {
  fc.assert(
    fc.property(files, fc.nat(), fc.integer({ min: 0, max: 7 }), (file, place, bit) => {
      const whole = encodeBackup(file);
      whole[place % whole.length]! ^= 1 << bit;
      expect(decodeBackup(whole).ok).toBe(false);
    }),
  );
});

test('a backup that was cut off anywhere, or has something behind it, is refused', () => {
  fc.assert(
    fc.property(files, fc.nat(), bytes(8, 1), (file, place, more) => {
      const whole = encodeBackup(file);
      expect(decodeBackup(whole.subarray(0, place % whole.length)).ok).toBe(false);
      expect(decodeBackup(concat(whole, more)).ok).toBe(false);
    }),
  );
});

test('any other file is refused without a crash, also one that has the right beginning', () => {
  fc.assert(
    fc.property(bytes(200), fc.boolean(), (content, begun) => {
      const file = begun ? concat(utf8('PLUMBBAK'), new Uint8Array([1]), content) : content;
      expect(decodeBackup(file).ok).toBe(false);
    }),
  );
});

test('the owner is told which of the three it is: no backup, a newer one, a damaged one', () => {
  const whole = encodeBackup(vector);
  expect(decodeBackup(utf8('%PDF-1.7'))).toMatchObject({ error: { code: 'backup.not-a-backup' } });
  expect(decodeBackup(new Uint8Array())).toMatchObject({ error: { code: 'backup.not-a-backup' } });
  expect(decodeBackup(whole.with(8, 2))).toMatchObject({ error: { code: 'backup.newer' } });
  expect(decodeBackup(whole.subarray(0, 60))).toMatchObject({ error: { code: 'backup.damaged' } });
});
