import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { toBase64Url } from '#shared/lib/bytes.ts';
import {
  deriveInvitation,
  hashOfProof,
  invitationIdPattern,
  invitationSchema,
  sealedNoteSchema,
} from './invitation.ts';

const workspace = 'W'.repeat(22);
const secret = fc.uint8Array({ minLength: 16, maxLength: 32 });

test('both devices derive the same mailbox from a link, and the relay can check the proof by its hash', () => {
  fc.assert(
    fc.property(secret, (bytes) => {
      const [mine, theirs] = [deriveInvitation(bytes, workspace), deriveInvitation(bytes, workspace)];
      expect(mine).toEqual(theirs);
      expect(mine.id).toMatch(invitationIdPattern);
      expect(hashOfProof(mine.proof)).toBe(mine.secretHash);
      expect(invitationSchema.safeParse({ expiresAt: 1, secretHash: mine.secretHash }).success).toBe(true);
    }),
  );
});

test('a mistyped link, or one of another workspace, leads nowhere', () => {
  fc.assert(
    fc.property(secret, fc.nat(), (bytes, at) => {
      const mistyped = bytes.map((byte, i) => (i === at % bytes.length ? byte ^ 1 : byte));
      const right = deriveInvitation(bytes, workspace);
      for (const wrong of [deriveInvitation(mistyped, workspace), deriveInvitation(bytes, 'V'.repeat(22))]) {
        expect(wrong.id).not.toBe(right.id);
        expect(wrong.proof).not.toBe(right.proof);
        expect(wrong.key).not.toEqual(right.key);
      }
    }),
  );
});

test('what the relay gets of an invitation is not the key, and stays the same in later versions', () => {
  const { id, proof, secretHash, key } = deriveInvitation(new Uint8Array(16), workspace);
  expect({ id, proof, secretHash, key: toBase64Url(key) }).toMatchInlineSnapshot(`
    {
      "id": "UBimV1Ki_zdLFLHO",
      "key": "-GY_LBzGWjqqLixpTA_qAdbmMpsqK6ksJlxTXpOUKGE",
      "proof": "JbzfdLc-2giG51r4BnKgsYc-_xaXeIUEkdAiB2fQHz0",
      "secretHash": "fhPKmt_zxa6kkBgnvoUHOHXlHDYDmm4jYk3InjdOs2A",
    }
  `);
});

test('what is too large for a mailbox is refused', () => {
  expect(sealedNoteSchema.safeParse({ sealed: 'x'.repeat(5461) }).success).toBe(true);
  expect(sealedNoteSchema.safeParse({ sealed: 'x'.repeat(5500) }).success).toBe(false);
});
