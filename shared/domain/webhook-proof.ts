import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { Webhook } from 'standardwebhooks';
import { equalBytes, toHex, utf8 } from '#shared/lib/bytes.ts';
import type { WebhookCheck } from './webhook-source.ts';

/** So far the sender's clock may be off, or its delivery under way. */
const tolerance = 5 * 60_000;

interface Came {
  headers: { readonly [name: string]: string };
  body: string;
  /** When the relay took it in; epoch milliseconds. */
  receivedAt: number;
}

/**
 * Whether what came is signed with the secret, and under which id it is known from then on. The relay is asked for
 * nothing but when it came: it has no secret, so it can make nothing up, and what it repeats has the same id.
 */
export function proveWebhook(
  check: WebhookCheck,
  secret: string,
  came: Came,
): { is: 'genuine'; key: string } | { is: 'signature' | 'time' } {
  if (check.kind === 'hmac') {
    const given = came.headers[check.header] ?? '';
    const isSigned = forms(hmac(sha256, utf8(secret), utf8(came.body))).some((form) => isSame(given, form));
    return isSigned ? { is: 'genuine', key: came.body } : { is: 'signature' };
  }
  const id = came.headers['webhook-id'] ?? '';
  const seconds = Number(came.headers['webhook-timestamp']);
  if (id === '' || !Number.isSafeInteger(seconds) || seconds <= 0) return { is: 'signature' };
  const signed = signedBy(secret, id, seconds, came.body);
  const given = (came.headers['webhook-signature'] ?? '').split(' ').slice(0, mostSignatures);
  if (signed === undefined || !given.some((each) => isSame(each, signed))) return { is: 'signature' };
  return Math.abs(seconds * 1000 - came.receivedAt) > tolerance ? { is: 'time' } : { is: 'genuine', key: id };
}

const mostSignatures = 10;

function signedBy(secret: string, id: string, seconds: number, body: string): string | undefined {
  try {
    return new Webhook(secret).sign(id, new Date(seconds * 1000), body);
  } catch {
    // Not a secret as Standard Webhooks have it.
    return undefined;
  }
}

/** As senders write it: hex or base64, some with what it is before it. */
function forms(mac: Uint8Array): string[] {
  const plain = [toHex(mac), btoa(String.fromCodePoint(...mac))];
  return [...plain, ...plain.map((each) => `sha256=${each}`)];
}

function isSame(a: string, b: string): boolean {
  return equalBytes(sha256(utf8(a)), sha256(utf8(b)));
}
