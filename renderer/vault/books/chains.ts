import type { Head, Stated, StatementName } from '#shared/crypto/statement.ts';
import { type Chain, createChain, mostNamed } from './chain.ts';

type Known = Pick<Stated, 'statement' | 'hash'>;

/** The chains of all authors of one book: what each has written, what of it is not here, and who has forged. */
export interface Chains {
  /** Takes note of a statement that its author has signed; `false`: it was known. */
  add(signed: Known): boolean;
  /** A checkpoint counts: everything up to its heads is here. */
  cover(heads: Head[]): void;
  /** A device has seen an author's statements up to here. */
  hearOf(device: string, counter: number): void;
  /** Of each author the last that is known. */
  heads(): Head[];
  head(device: string): Head | undefined;
  /** Whether all that a checkpoint with these heads stands for is here. */
  reaches(heads: Head[]): boolean;
  /** Whether a checkpoint with these heads stands for a statement. */
  isCovered(heads: Head[], statement: StatementName): boolean;
  /** An author of whom these heads say something else than the author has signed. */
  contradiction(heads: Head[]): string | undefined;
  /** Whether an author may write as this Yjs client: no other has said before that it is theirs. */
  mayWriteAs(device: string, client: number): boolean;
  /** The author who writes as a Yjs client. */
  writerOf(client: number): string | undefined;
  /** The authors of whom statements must exist that are not here. */
  incomplete(): string[];
  missing(device: string): number[];
  /** A statement of the author has come that another one stood for already. */
  foundForked(device: string): void;
  /** The authors who have made two statements in the place of one. */
  forked(): string[];
  /** Whether all that is missing can be named: only then a checkpoint can say what it stands for. */
  canBeNamed(): boolean;
}

export function createChains(): Chains {
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

  const introduce = (device: string, clients: number[]): void => {
    for (const client of clients) if (!writers.has(client)) writers.set(client, device);
  };
  const named = (test: (chain: Chain) => boolean): string[] =>
    [...chains].filter(([, chain]) => test(chain)).map(([device]) => device);

  return {
    add(signed) {
      const { device, clients, heads } = signed.statement;
      if (!of(device).add(signed)) return false;
      introduce(device, clients);
      for (const head of heads) of(head.device).hearOf(head.counter);
      return true;
    },
    cover(heads) {
      for (const head of heads) {
        introduce(head.device, head.clients);
        of(head.device).cover(head);
      }
    },
    hearOf: (device, counter) => of(device).hearOf(counter),
    heads: () => [...chains.values()].map((chain) => chain.head()).filter((head) => head !== undefined),
    head: (device) => chains.get(device)?.head(),
    reaches: (heads) => heads.every((head) => of(head.device).reaches(head)),
    isCovered: (heads, statement) =>
      heads.some((head) => head.device === statement.device && of(head.device).isCovered(head, statement)),
    contradiction: (heads) => heads.find((head) => of(head.device).contradicts(head))?.device,
    mayWriteAs: (device, client) => writers.get(client) === device,
    writerOf: (client) => writers.get(client),
    incomplete: () => named((chain) => chain.missing().length > 0),
    missing: (device) => chains.get(device)?.missing() ?? [],
    foundForked: (device) => void found.add(device),
    forked: () => [...new Set([...found, ...named((chain) => chain.forks().length > 0)])],
    canBeNamed: () => [...chains.values()].every((chain) => chain.missing().length < mostNamed),
  };
}
