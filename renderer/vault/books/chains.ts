import type { Head, Stated, StatementName } from '#shared/crypto/statement.ts';
import type { NamedHead } from '#shared/sync/membership.ts';
import { type Chain, createChain } from './chain.ts';
import type { BookCipher } from './cipher.ts';

type Known = Pick<Stated, 'statement' | 'hash'>;

/** The chains of all authors of one book: what each has written, what of it is not here, and who has forged. */
export interface Chains {
  /** Takes note of a statement that its author has signed; `false`: it was known. */
  add(signed: Known): boolean;
  /** A checkpoint counts: everything up to its heads is here. `isProven`: this device has rebuilt or made it. */
  cover(heads: Head[], isProven: boolean): void;
  /** See `Chain`. */
  hearOf(device: string, counter: number, by: string): void;
  disregard(device: string, by: string): void;
  /** Of each author the last that is known. */
  heads(): Head[];
  /** Of each author the last that has come with their signature: it cannot be made up by anybody else. */
  seen(): StatementName[];
  isTooFar(device: string, counter: number): boolean;
  head(device: string): Head | undefined;
  /** Whether all that a checkpoint with these heads stands for is here. */
  reaches(heads: Head[]): boolean;
  /** Whether a checkpoint with these heads stands for a statement. */
  isCovered(heads: Head[], statement: StatementName): boolean;
  /** An author of whom these heads say something else than the author has signed. */
  contradiction(heads: Head[]): string | undefined;
  /** Whether an author may write as this Yjs client: it is theirs, and they have said so. */
  mayWriteAs(device: string, client: number): boolean;
  /** The author who writes as a Yjs client. */
  writerOf(client: number): string | undefined;
  /** The authors of whom statements must exist that are not here. */
  incomplete(): string[];
  missing(device: string): number[];
  /** The statements that the author has written anew, by counter. */
  takenBack(device: string): ReadonlySet<number>;
  /** A statement of the author has come that another one stood for already. */
  foundForked(device: string): void;
  /** See `Chain.under`, `Chain.tips`. */
  under(device: string, heads: readonly NamedHead[]): Set<string>;
  tips(device: string): NamedHead[];
  /** The authors who have made two statements in the place of one. */
  forked(): string[];
}

const allCounts: Pick<BookCipher, 'device' | 'memberOf' | 'lastHeads' | 'isClientOf'> = {
  device: '',
  memberOf: () => '',
  lastHeads: () => undefined,
  isClientOf: () => true,
};

/** See `BookCipher`: how far what a device has written counts, so that nothing later is looked for; and as which clients. */
export function createChains({ device: own, memberOf, lastHeads, isClientOf } = allCounts): Chains {
  const chains = new Map<string, Chain>();
  const writers = new Map<number, string>();
  const found = new Set<string>();

  function of(device: string): Chain {
    const known = chains.get(device) ?? createChain(device, () => clientsOf(device));
    chains.set(device, known);
    return known;
  }

  function clientsOf(device: string): number[] {
    return [...writers].filter(([, writer]) => writer === device).map(([client]) => client);
  }

  /** Which of these Yjs clients are the device's own, whatever it says. */
  function introduce(device: string, clients: number[]): number[] {
    const own = clients.filter(
      (client) => (writers.get(client) ?? device) === device && isClientOf(device, client),
    );
    for (const client of own) writers.set(client, device);
    return own;
  }
  function missing(device: string): number[] {
    const heads = lastHeads(device);
    const counters = chains.get(device)?.missing() ?? [];
    const last = Math.max(0, ...(heads ?? []).map(({ counter }) => counter));
    return heads === undefined ? counters : counters.filter((counter) => counter < last);
  }

  /** The team names it: there were two of its author, of which one is not here. */
  const isNamed = ({ device, hash }: Head): boolean =>
    lastHeads(device)?.some((last) => last.hash === hash) ?? false;

  const named = (test: (chain: Chain) => boolean): string[] =>
    [...chains].filter(([, chain]) => test(chain)).map(([device]) => device);

  return {
    add(signed) {
      const { device, level, heads } = signed.statement;
      const clients = introduce(device, signed.statement.clients);
      if (!of(device).add({ ...signed, statement: { ...signed.statement, clients } })) return false;
      for (const head of heads) {
        if (head.device === device) {
          // A sum names what it does not hold, which is another thing.
          if (level === 0) of(device).takeBack(head.missing);
        } else if (head.device !== own && memberOf(head.device) !== undefined)
          of(head.device).hearOf(head.counter, signed.hash);
      }
      return true;
    },
    cover(heads, isProven) {
      for (const head of heads) {
        // Nobody tells this device what it has written itself: its next statement would go on from nothing.
        if (head.device === own && !isProven && head.counter > (of(own).head()?.counter ?? 0)) continue;
        of(head.device).cover({ ...head, clients: introduce(head.device, head.clients) });
      }
    },
    hearOf: (device, counter, by) => of(device).hearOf(counter, by),
    disregard: (device, by) => chains.get(device)?.disregard(by),
    seen: () =>
      [...chains].flatMap(([device, chain]) => {
        const seen = chain.seen();
        return seen === undefined ? [] : [{ device, ...seen }];
      }),
    isTooFar: (device, counter) => of(device).isTooFar(counter),
    heads: () => [...chains.values()].map((chain) => chain.head()).filter((head) => head !== undefined),
    head: (device) => chains.get(device)?.head(),
    reaches: (heads) => heads.every((head) => of(head.device).reaches(head)),
    isCovered: (heads, statement) =>
      heads.some((head) => head.device === statement.device && of(head.device).isCovered(head, statement)),
    contradiction: (heads) =>
      heads.find((head) => of(head.device).contradicts(head) && !isNamed(head))?.device,
    mayWriteAs: (device, client) => writers.get(client) === device,
    writerOf: (client) => writers.get(client),
    incomplete: () => [...chains.keys()].filter((device) => missing(device).length > 0),
    missing,
    takenBack: (device) => of(device).takenBack(),
    foundForked: (device) => void found.add(device),
    under: (device, heads) => of(device).under(heads),
    tips: (device) => chains.get(device)?.tips() ?? [],
    forked: () => [...new Set([...found, ...named((chain) => chain.forks().length > 0)])],
  };
}
