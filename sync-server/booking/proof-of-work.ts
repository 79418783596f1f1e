import { createChallenge, verifySolution } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { z } from 'zod';
import { fromUtf8, readBase64Url, toBase64Url } from '#shared/lib/bytes.ts';
import { parseJson } from '#shared/lib/json.ts';
import type { DeriveKey } from '../auth/keys.ts';
import type { ClaimStore } from '../storage/claims.ts';

const lastsMilliseconds = 20 * 60 * 1000;
/** One try costs a browser about a millisecond. */
const cost = 5000;

const text = z.string().max(200);
const proofSchema = z.object({
  challenge: z.object({
    parameters: z.object({
      algorithm: text,
      nonce: text,
      salt: text,
      cost: z.number(),
      keyLength: z.number(),
      keyPrefix: text,
      keySignature: text.optional(),
      expiresAt: z.number(),
      data: z.record(text, text),
    }),
    signature: text,
  }),
  solution: z.object({ counter: z.number(), derivedKey: text, time: z.number().optional() }),
});

/** A small sum in the place of a puzzle: it costs who sends much, and asks nothing of who they are. */
export function createProofOfWork(deps: {
  deriveKey: DeriveKey;
  storage: Pick<ClaimStore, 'useOnce'>;
  /** As many tries at most, half of them on average. */
  mostTries: number;
  /** From 0 up to, not including, 1. */
  random(): number;
  /** Milliseconds since 1970. */
  now(): number;
}) {
  const [hmacSignatureSecret, hmacKeySignatureSecret] = ['proof of work', 'proof of work keys'].map(
    (purpose) => toBase64Url(deps.deriveKey(purpose)),
  ) as [string, string];

  return {
    challenge: (slug: string) =>
      createChallenge({
        algorithm: 'PBKDF2/SHA-256',
        cost,
        counter: Math.floor(deps.mostTries * (0.1 + 0.9 * deps.random())),
        deriveKey,
        data: { slug },
        expiresAt: Math.floor((deps.now() + lastsMilliseconds) / 1000),
        hmacSignatureSecret,
        hmacKeySignatureSecret,
      }),

    /** Whether somebody has solved what was asked for this page; it counts once. */
    async isSolved(slug: string, proof: string): Promise<boolean> {
      const given = proofSchema.safeParse(parsed(proof)).data;
      if (given === undefined || given.challenge.parameters.data['slug'] !== slug) return false;
      const { parameters } = given.challenge;
      const expiresAt = parameters.expiresAt * 1000;
      if (expiresAt <= deps.now()) return false;
      const { verified } = await verifySolution({
        ...given,
        deriveKey,
        hmacSignatureSecret,
        hmacKeySignatureSecret,
      });
      return verified && deps.storage.useOnce(`proof ${parameters.nonce}`, expiresAt, deps.now());
    },
  };
}
export type ProofOfWork = ReturnType<typeof createProofOfWork>;

function parsed(proof: string): unknown {
  const bytes = readBase64Url(proof);
  try {
    return bytes && parseJson(fromUtf8(bytes));
  } catch {
    return undefined;
  }
}
