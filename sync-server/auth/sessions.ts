import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Result } from '#shared/lib/result.ts';
import { err, ok } from '#shared/lib/result.ts';
import { fromBase64Url, toBase64Url } from '#shared/lib/bytes.ts';
import { createVerifier } from '#shared/crypto/signing.ts';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import type { Membership } from '#shared/sync/membership.ts';
import { authBytes } from '#shared/sync/protocol.ts';
import type { Memberships } from './memberships.ts';
import type { DeriveKey } from './keys.ts';
import { createStamps } from './stamps.ts';

const challengeSeconds = 60;
const tokenSeconds = 15 * 60;

const stampContent = z.object({ workspace: z.string(), device: z.string(), expires: z.number() });

export interface SignIn {
  workspace: string;
  device: string;
  challenge: string;
  /** Base64url. */
  signature: string;
}

export interface Session {
  device: string;
  role: string;
}

export type Refusal = 'bad-challenge' | 'bad-signature' | 'bad-token' | 'removed' | 'unknown-workspace';

interface Deps {
  relayId: string;
  memberships: Memberships;
  deriveKey: DeriveKey;
  crypto: WebCrypto;
  /** Milliseconds since 1970. */
  now: () => number;
}

function sessionOf(
  membership: Membership | undefined,
  id: string,
): Result<Session & { signKey: string }, Refusal> {
  if (membership === undefined) return err('unknown-workspace');
  const device = membership.devices.find((one) => one.id === id);
  const member = membership.members.find((one) => one.id === device?.memberId);
  if (device === undefined || member === undefined) return err('removed');
  return ok({ device: id, role: member.role, signKey: device.signKey });
}

/** Who may come in: a device proves its key once and then shows a token for some minutes. */
export function createSessions({ relayId, memberships, deriveKey, crypto, now }: Deps) {
  const challenges = createStamps(deriveKey('challenges'));
  const tokens = createStamps(deriveKey('tokens'));
  /** Challenges that were used, until they expire. */
  const used = new Map<string, number>();

  function useOnce(challenge: string, expires: number): boolean {
    for (const [old, until] of used) {
      if (until > now()) break;
      used.delete(old);
    }
    if (used.has(challenge)) return false;
    used.set(challenge, expires);
    return true;
  }

  function readStamp(content: unknown, workspace: string): z.infer<typeof stampContent> | undefined {
    const stamp = stampContent.safeParse(content);
    if (!stamp.success || stamp.data.workspace !== workspace || stamp.data.expires <= now()) return undefined;
    return stamp.data;
  }

  async function isGenuine(signKey: string, signIn: SignIn): Promise<boolean> {
    const { workspace, device, challenge } = signIn;
    const verify = await createVerifier(crypto, fromBase64Url(signKey));
    const signed = authBytes({ relayId, workspace, device, challenge });
    return verify(fromBase64Url(signIn.signature), signed);
  }

  return {
    challenge(workspace: string, device: string): string {
      const nonce = toBase64Url(randomBytes(16));
      return challenges.issue({ workspace, device, nonce, expires: now() + challengeSeconds * 1000 });
    },

    async signIn(signIn: SignIn): Promise<Result<{ token: string; expiresInSeconds: number }, Refusal>> {
      const { workspace, device, challenge } = signIn;
      const stamp = readStamp(challenges.read(challenge), workspace);
      if (stamp?.device !== device) return err('bad-challenge');
      const session = sessionOf(await memberships.find(workspace), device);
      if (!session.ok) return session;
      if (!(await isGenuine(session.value.signKey, signIn))) return err('bad-signature');
      if (!useOnce(challenge, stamp.expires)) return err('bad-challenge');
      const token = tokens.issue({ workspace, device, expires: now() + tokenSeconds * 1000 });
      return ok({ token, expiresInSeconds: tokenSeconds });
    },

    /** Whose token this is, if it is valid and its device is still a member. */
    async check(token: string | undefined, workspace: string): Promise<Result<Session, Refusal>> {
      const stamp = token === undefined ? undefined : readStamp(tokens.read(token), workspace);
      if (stamp === undefined) return err('bad-token');
      const session = sessionOf(await memberships.find(workspace), stamp.device);
      return session.ok ? ok({ device: session.value.device, role: session.value.role }) : session;
    },
  };
}
export type Sessions = ReturnType<typeof createSessions>;
