import type { ChosenTime } from './free-times.ts';

/** A time that somebody else has held for who follows a link. */
export interface HeldLink extends ChosenTime {
  /** Of the claim, and of the request that is to take it. */
  id: string;
  /** By which it is taken. It opens nothing that is said about it: for that the browser makes another one. */
  secret: string;
  /** Epoch milliseconds. */
  expiresAt: number;
}

const mark = 'held';
const idPattern = /^[A-Za-z0-9_-]{22}$/;
const hashPattern = /^[A-Za-z0-9_-]{43}$/;

/** What follows the key's fingerprint in such a link. */
export function heldFragment({ id, secret, service, start, times, expiresAt }: HeldLink): string {
  const named = encodeURIComponent(service).replaceAll('.', '%2E');
  return [mark, id, secret, named, start, times, expiresAt].join('.');
}

/** The time that a link's fragment says is held; `undefined` where it says something else. Read in a page without zod. */
export function readHeld(parts: readonly string[]): HeldLink | undefined {
  const [kind, id = '', secret = '', named = '', from = '', times = '', until = ''] = parts;
  const [start, expiresAt] = [Number(from), Number(until)];
  const service = decoded(named);
  const fits =
    kind === mark &&
    idPattern.test(id) &&
    hashPattern.test(secret) &&
    hashPattern.test(times) &&
    service !== '' &&
    [start, expiresAt].every((moment) => Number.isSafeInteger(moment) && moment > 0);
  return fits ? { id, secret, service, start, times, expiresAt } : undefined;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
