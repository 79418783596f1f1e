import type { Head, Stated, StatementName } from '#shared/crypto/statement.ts';
import type { NamedHead } from '#shared/sync/membership.ts';

type Known = Pick<Stated, 'statement' | 'hash'>;

/** What is known of one author's statements in one book. */
export interface Chain {
  /** Takes note of a statement that its author has signed; `false`: it was known. */
  add(signed: Known): boolean;
  /** Everything up to this head is in a checkpoint that counts. */
  cover(head: Head): void;
  /** Somebody says that the author's statements go up to here; `by`: what names who, or where. */
  hearOf(counter: number, by: string): void;
  /** What was said there is not believed any more. */
  disregard(by: string): void;
  /** The last statement that is known, and what is not known before it; `undefined` before the first. */
  head(): Head | undefined;
  /** The last statement that has come with its author's signature. */
  seen(): NamedHead | undefined;
  /** Whether more is missing before a statement than a checkpoint could name: nobody counts it before. */
  isTooFar(counter: number): boolean;
  /** Whether all that this head stands for is here, or in a checkpoint that counts. */
  reaches(head: Head): boolean;
  /** Whether a checkpoint with this head of the author stands for the statement. */
  isCovered(head: Head, statement: StatementName): boolean;
  /** The hashes of the statements that these stand on, each by the author's own links, and their own. */
  under(heads: readonly NamedHead[]): Set<string>;
  /** The last statement of each unbroken part of what is known. */
  tips(): NamedHead[];
  /** The author has written these counters anew: nobody has to look for them. */
  takeBack(counters: number[]): void;
  takenBack(): ReadonlySet<number>;
  /** Whether this head says something else of the author than the author. */
  contradicts(head: Head): boolean;
  /** Counters of statements that must exist and are not here, at most `mostNamed`. */
  missing(): number[];
  /** Counters at which the author's statements part: two devices go by one name. */
  forks(): number[];
}

/** What a counter stands for: the hash of the statement, and of the one before it. */
interface Link {
  hash: string;
  previous: string | undefined;
}

/** A statement from which on its author writes as other Yjs clients too. */
interface Introduction extends NamedHead {
  clients: readonly number[];
}

/** No more than these are named: behind an attack it does not matter how many more there are. */
export const mostNamed = 1000;

/** `clients`: the Yjs clients of the author, as far as they are known. */
export function createChain(device: string, clients: () => number[]): Chain {
  const links = new Map<number, Link[]>();
  const covered: Head[] = [];
  const introductions: Introduction[] = [];
  /** By head, the introductions that it does not know, of the first so many. */
  const unknownTo = new WeakMap<Head, { of: number; found: Introduction[] }>();
  const forks = new Set<number>();
  const takenBack = new Set<number>();
  /** All up to here is known. */
  let whole = 0;
  let last = 0;
  let seen = 0;
  const heard = new Map<string, number>();

  const at = (counter: number): Link[] => links.get(counter) ?? [];
  const standsFor = (head: Head, counter: number): boolean =>
    counter <= head.counter && !head.missing.includes(counter);
  const hashesAt = (counter: number): string[] => [
    ...at(counter).map(({ hash }) => hash),
    ...covered.filter((head) => head.counter === counter).map(({ hash }) => hash),
  ];

  function reached(counter: number): void {
    last = Math.max(last, counter);
    whole = Math.min(last, nextMissing(whole + 1) - 1);
  }

  /** The first counter from here on of which nothing is known. What a checkpoint says it has is passed over at once. */
  function nextMissing(from: number): number {
    for (let counter = from; ;) {
      const head = covered.find((one) => standsFor(one, counter));
      if (head !== undefined)
        counter = Math.min(head.counter + 1, ...head.missing.filter((one) => one > counter).slice(0, 1));
      else if (links.has(counter)) counter++;
      else return counter;
    }
  }

  /** The last that is known with no more missing before it than can be named. */
  function lastNamed(): number {
    const first = missingUpTo(last)[mostNamed - 1];
    if (first === undefined) return last;
    const known = [...links.keys(), ...covered.map(({ counter }) => counter)];
    return known.filter((counter) => counter < first).reduce((a, b) => Math.max(a, b), 0);
  }

  function missingUpTo(end: number): number[] {
    const counters: number[] = [];
    let next = nextMissing(whole + 1);
    for (; next <= end && counters.length < mostNamed; next = nextMissing(next + 1)) counters.push(next);
    return counters;
  }

  /** Of what stands at a counter and behind it, each has to go on from something that stands before it. */
  function lookForForks(counter: number): void {
    for (const each of [counter, counter + 1]) {
      const before = hashesAt(each - 1);
      const parts = at(each).some(({ previous }) => before.length > 0 && !before.includes(previous ?? ''));
      if (parts || new Set(hashesAt(each)).size > 1) forks.add(each);
    }
  }

  /** Follows the author's own links down from a head; `undefined` where one of them is not here. */
  function hashAt(counter: number, head: Head): string | undefined {
    let hash: string | undefined = head.hash;
    for (let current = head.counter; hash !== undefined && current > counter; current--)
      hash = at(current).find((link) => link.hash === hash)?.previous;
    return hash;
  }

  function introductionsUnknownTo(head: Head): Introduction[] {
    const known = unknownTo.get(head);
    if (known?.of === introductions.length) return known.found;
    const named = new Set(head.clients);
    const found = introductions.filter(({ clients }) => clients.some((client) => !named.has(client)));
    unknownTo.set(head, { of: introductions.length, found });
    return found;
  }

  /** A head names all Yjs clients of what it stands for: what has introduced another, or builds on that, is of another branch. */
  function isOfOtherBranch(head: Head, { counter, hash }: NamedHead): boolean {
    const strange = introductionsUnknownTo(head).filter(
      (one) => one.counter <= counter && !head.missing.includes(one.counter),
    );
    if (strange.length === 0) return false;
    const first = Math.min(...strange.map((one) => one.counter));
    let current: string | undefined = hash;
    for (let each = counter; current !== undefined && each >= first; each--) {
      if (strange.some((one) => one.hash === current)) return true;
      current = previousOf({ counter: each, hash: current });
    }
    return false;
  }

  /** What a head leaves out although it is from before shows that its author goes on from elsewhere. */
  function lookForBranches(head: Head): void {
    for (const { counter, hash } of introductionsUnknownTo(head))
      if (counter <= head.counter && isOfOtherBranch(head, { counter, hash })) forks.add(counter);
  }

  const previousOf = ({ counter, hash }: NamedHead): string | undefined =>
    at(counter).find((link) => link.hash === hash)?.previous;

  return {
    add({ statement: { counter, previous, clients }, hash }) {
      const here = at(counter);
      if (here.some((link) => link.hash === hash)) return false;
      links.set(counter, [...here, { hash, previous }]);
      if (clients.length > 0) introductions.push({ counter, hash, clients });
      reached(counter);
      seen = Math.max(seen, counter);
      lookForForks(counter);
      if (clients.length > 0) covered.forEach(lookForBranches);
      return true;
    },
    cover({ missing, ...said }) {
      const head = { ...said, missing: missing.toSorted((a, b) => a - b) };
      covered.push(head);
      reached(head.counter);
      lookForForks(head.counter);
      lookForBranches(head);
    },
    hearOf(counter, by) {
      if (counter > Math.max(last, heard.get(by) ?? 0)) heard.set(by, counter);
    },
    disregard: (by) => void heard.delete(by),
    head() {
      const counter = lastNamed();
      const [hash] = hashesAt(counter);
      if (hash === undefined) return undefined;
      return { device, counter, hash, missing: missingUpTo(counter), clients: clients() };
    },
    seen() {
      const [link] = at(seen);
      return link && { counter: seen, hash: link.hash };
    },
    isTooFar: (counter) => counter - whole >= mostNamed && missingUpTo(counter).length >= mostNamed,
    reaches: (head) =>
      missingUpTo(head.counter).every((counter) => head.missing.includes(counter)) &&
      (hashesAt(head.counter).includes(head.hash) || covered.some(({ counter }) => counter > head.counter)),
    isCovered(head, { counter, hash }) {
      if (counter > head.counter || head.missing.includes(counter)) return false;
      if (isOfOtherBranch(head, { counter, hash })) return false;
      return !forks.has(counter) || hashAt(counter, head) === hash;
    },
    under(heads) {
      const hashes = new Set<string>();
      // What a checkpoint names and leaves out, or what comes later than these, leads to nothing.
      const behind = covered.filter(
        ({ counter, missing }) => !missing.includes(counter) && heads.some((head) => counter <= head.counter),
      );
      for (const head of [...heads, ...behind]) {
        hashes.add(head.hash);
        for (let [counter, hash] = [head.counter, previousOf(head)]; hash !== undefined; counter--) {
          if (hashes.has(hash)) break;
          hashes.add(hash);
          hash = previousOf({ counter: counter - 1, hash });
        }
      }
      return hashes;
    },
    tips() {
      const ends = [...links].flatMap(([counter, all]) => all.map(({ hash }) => ({ counter, hash })));
      const builtOn = new Set([...links.values()].flat().map(({ previous }) => previous));
      const isBehind = ({ counter }: NamedHead): boolean =>
        covered.some((head) => counter < head.counter && !head.missing.includes(counter));
      const known = [...ends, ...covered.map(({ counter, hash }) => ({ counter, hash }))];
      const tips = known.filter((one) => !builtOn.has(one.hash) && !isBehind(one));
      return [...new Map(tips.map((tip) => [tip.hash, tip])).values()];
    },
    takeBack(counters) {
      for (const counter of counters) takenBack.add(counter);
    },
    takenBack: () => takenBack,
    contradicts(head) {
      const known = hashesAt(head.counter);
      return known.length > 0 && !known.includes(head.hash);
    },
    missing: () =>
      missingUpTo([...heard.values()].reduce((a, b) => Math.max(a, b), last)).filter(
        (counter) => !takenBack.has(counter),
      ),
    forks: () => [...forks],
  };
}
