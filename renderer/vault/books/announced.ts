import type { Head, StatementName } from '#shared/crypto/statement.ts';
import type { NamedHead } from '#shared/sync/membership.ts';
import type { Attester } from './attester.ts';
import type { BookCipher } from './cipher.ts';
import type { EnvelopeReader } from './envelope-reader.ts';
import type { HeldEnvelope } from './held-envelopes.ts';
import { counting } from './inventory.ts';

/** What a device says of its own work in a book: its last statement, and the last that it has signed of records. */
interface AnnouncedHead extends NamedHead {
  /** The hash of its newest attestation. */
  attested?: string | undefined;
}

/** Compares what devices say of their own work in a book with what has come of it. */
export interface Announced {
  /** What this device says; `undefined` where it has written nothing. */
  own(): AnnouncedHead | undefined;
  /** Whether the work of a device is here as far as it says. */
  reaches(device: string, head: AnnouncedHead): boolean;
  /** The counters of statements of a device that are not here, or that only a summary stands for which leaves something out. */
  lacks(device: string, head: AnnouncedHead | undefined): number[];
  /** The statements of others that name work of this device which it has never written, and who has made them. */
  invented(): StatementName[];
  /** A device denies what these statements say of its work: who has said so, where nothing here proves them right. */
  denied(device: string, hashes: readonly string[]): string[];
}

/** No more are asked for at once. */
const mostAsked = 100;

export function createAnnounced(deps: {
  cipher: Pick<BookCipher, 'device' | 'lastHeads'>;
  reader: Pick<EnvelopeReader, 'chains' | 'held' | 'attestations' | 'confirmations'>;
  attester: Pick<Attester, 'last'> | undefined;
}): Announced {
  const { cipher, attester } = deps;
  const { chains, held, attestations, confirmations } = deps.reader;

  const ofDevice = (device: string): HeldEnvelope[] =>
    held.all().filter(({ statement }) => statement.device === device);

  /** What a device has signed last is here, or lies in what came of it and does not count. */
  function isAttestedHere(device: string, { attested }: AnnouncedHead): boolean {
    if (attester === undefined || attested === undefined || attestations.isHere(attested)) return true;
    return !ofDevice(device).every(counting);
  }

  function isReached(device: string, { counter, hash }: NamedHead): boolean {
    return chains.reaches([{ device, counter, hash, missing: [], clients: [] }]);
  }

  /** Of those that only summaries stand for, the newest. */
  function summedUp(device: string, { counter: upTo }: AnnouncedHead): number[] {
    const here = new Set(ofDevice(device).map(({ statement }) => statement.counter));
    const counters: number[] = [];
    for (let counter = upTo; counter > 0 && counters.length < mostAsked; counter--)
      if (!here.has(counter)) counters.push(counter);
    return counters;
  }

  const headsOf = ({ statement }: HeldEnvelope, device: string): Head[] =>
    statement.device === device ? [] : statement.heads.filter((head) => head.device === device);

  function isInvented(head: Head): boolean {
    const own = chains.head(cipher.device);
    return head.counter > (own?.counter ?? 0) || chains.contradiction([head]) !== undefined;
  }

  const isVouchedFor = (one: HeldEnvelope): boolean =>
    confirmations.isRebuilt(one) || confirmations.isConfirmed(one);

  /** It goes on from a summary that says the same, on that one's word. */
  const isRepeated = ({ statement: { base } }: HeldEnvelope, { counter, hash }: Head): boolean =>
    base.some((named) =>
      held.get(named.hash)?.statement.heads.some((head) => head.counter === counter && head.hash === hash),
    );

  return {
    own() {
      const head = chains.head(cipher.device);
      return head && { counter: head.counter, hash: head.hash, attested: attester?.last() };
    },
    reaches: (device, head) =>
      cipher.lastHeads(device) !== undefined || (isReached(device, head) && isAttestedHere(device, head)),
    lacks(device, head) {
      if (head !== undefined) chains.hearOf(device, head.counter, 'announced');
      const missing = chains.missing(device);
      const isLeftOut = head !== undefined && !isAttestedHere(device, head);
      return isLeftOut ? [...new Set([...missing, ...summedUp(device, head)])] : missing;
    },
    invented: () =>
      held
        .all()
        .filter(
          (one) =>
            !isVouchedFor(one) &&
            headsOf(one, cipher.device).some((head) => isInvented(head) && !isRepeated(one, head)),
        )
        .map(({ statement: { device, counter }, hash }) => ({ device, counter, hash })),
    denied(device, hashes) {
      const denied = hashes.flatMap((hash) => held.get(hash) ?? []);
      const isProven = (one: HeldEnvelope): boolean =>
        isVouchedFor(one) || headsOf(one, device).every((head) => held.get(head.hash) !== undefined);
      return denied
        .filter((one) => !isProven(one))
        .map((one) => {
          chains.disregard(device, one.hash);
          return one.statement.device;
        });
    },
  };
}
