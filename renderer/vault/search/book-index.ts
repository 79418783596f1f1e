import type { Entry } from './entry.ts';
import { OpenSegment, order, type OrderedSegment, type Segment } from './segment.ts';

/** Entries after which what was added is put in order, unless more are in order already. */
const openLimit = 2000;

/** The index of one book: what is in order, what came since, and what of both no longer counts. */
export class BookIndex {
  #ordered: OrderedSegment;
  #open = new OpenSegment();
  #dead: Uint8Array[];
  /** Where the living entry of a key is; made when it is first needed, as a closed book's index is only read. */
  #places: Map<string, { part: number; ordinal: number }> | undefined;

  constructor(ordered?: OrderedSegment) {
    this.#ordered = ordered ?? order([], () => true);
    this.#dead = [new Uint8Array(this.#ordered.size), new Uint8Array(16)];
  }

  /** Both parts, to search in. */
  get segments(): readonly Segment[] {
    return [this.#ordered, this.#open];
  }

  isLive(part: number, ordinal: number): boolean {
    return this.#dead[part]![ordinal] !== 1;
  }

  get size(): number {
    return this.#placesOf().size;
  }

  has(key: string): boolean {
    return this.#placesOf().has(key);
  }

  keys(): Iterable<string> {
    return this.#placesOf().keys();
  }

  /** Takes in what a record is now; `undefined` where there is nothing left to find. */
  put(key: string, entry: Entry | undefined): void {
    const places = this.#placesOf();
    const before = places.get(key);
    if (before !== undefined) {
      if (entry !== undefined && this.#isSame(before, entry)) return;
      this.#dead[before.part]![before.ordinal] = 1;
      places.delete(key);
    }
    if (entry === undefined) return;
    const ordinal = this.#open.add(entry);
    if (ordinal >= this.#dead[1]!.length) this.#growDead();
    places.set(key, { part: 1, ordinal });
    if (this.#open.size >= Math.max(openLimit, this.#ordered.size)) this.inOrder();
  }

  /** The whole index in order, to be stored. */
  inOrder(): OrderedSegment {
    if (this.#open.size === 0 && !this.#dead[0]!.includes(1)) return this.#ordered;
    this.#ordered = order(this.segments, (part, ordinal) => this.isLive(part, ordinal));
    this.#open = new OpenSegment();
    this.#dead = [new Uint8Array(this.#ordered.size), new Uint8Array(16)];
    this.#places = undefined;
    return this.#ordered;
  }

  /** Whether any living entry belongs to this owner. */
  hasOwner(owner: string): boolean {
    return this.segments.some((segment, part) =>
      segment.heads.some((head, ordinal) => head.owner === owner && this.isLive(part, ordinal)),
    );
  }

  #isSame({ part, ordinal }: { part: number; ordinal: number }, entry: Entry): boolean {
    const segment = this.segments[part]!;
    const head = segment.heads[ordinal]!;
    return (
      head.state === entry.state &&
      head.kind === entry.kind &&
      head.owner === entry.owner &&
      segment.text(ordinal) === entry.text &&
      segment.title(ordinal) === entry.title
    );
  }

  #growDead(): void {
    const larger = new Uint8Array(this.#dead[1]!.length * 2);
    larger.set(this.#dead[1]!);
    this.#dead[1] = larger;
  }

  #placesOf(): Map<string, { part: number; ordinal: number }> {
    if (this.#places !== undefined) return this.#places;
    const places = new Map<string, { part: number; ordinal: number }>();
    this.segments.forEach((segment, part) =>
      segment.heads.forEach(({ key }, ordinal) => {
        if (this.isLive(part, ordinal)) places.set(key, { part, ordinal });
      }),
    );
    return (this.#places = places);
  }
}
