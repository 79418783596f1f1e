import type * as Y from 'yjs';
import { isJsonObject, type Json, type JsonObject } from '#shared/lib/json.ts';
import type { Emptying } from '#shared/domain/collections.ts';
import type { Judge, Judged, SetAside } from './judge.ts';

/**
 * How immutable records live in a book's inner document: one Y.Array a collection, appended to and never
 * written over. Where an entry stands is its author's choice: an id has to be the hash of its content, so that no other
 * content goes by it (see `proven`). Of several records with one id the first in the array counts. Where one of them
 * has lost its words (`emptying`), all have: what somebody writes once more, or puts back, does not bring them back.
 */
export class RecordList {
  readonly #array: Y.Array<Json>;
  readonly #judge: Judge;
  readonly #records = new Map<string, JsonObject>();
  readonly #setAside = new Map<string, SetAside[]>();
  readonly #emptying: Emptying | undefined;
  readonly #isErased: (id: string) => boolean;
  #refused = 0;

  /** `isErased`: whether an owner has erased a record; it is not shown, whoever puts it in once more. */
  constructor(
    array: Y.Array<Json>,
    judge: Judge,
    {
      emptying,
      isErased = () => false,
    }: { emptying?: Emptying | undefined; isErased?(id: string): boolean } = {},
  ) {
    this.#array = array;
    this.#judge = judge;
    this.#emptying = emptying;
    this.#isErased = isErased;
    this.refresh();
  }

  get records(): ReadonlyMap<string, JsonObject> {
    return this.#records;
  }

  /** By id, of the records of which something had to be left out. */
  get setAside(): ReadonlyMap<string, SetAside[]> {
    return this.#setAside;
  }

  /** How many entries are not taken for records. They stay in the book. */
  get refused(): number {
    return this.#refused;
  }

  /** What comes without its words takes the place of what has them: these are in the document no more. */
  append(record: JsonObject): void {
    if (this.#isEmptied(record))
      this.#takeOut((entry) => entry['id'] === record['id'] && !this.#isEmptied(entry));
    this.#array.push([record]);
  }

  /** Whether something is here that an owner has erased. */
  holdsErased(): boolean {
    return this.#array.toArray().some((entry) => isJsonObject(entry) && this.#isErasedEntry(entry));
  }

  #isErasedEntry({ id }: JsonObject): boolean {
    return typeof id === 'string' && this.#isErased(id);
  }

  /** Takes out what an owner has erased, also where somebody has put it in once more. */
  takeOutErased(): void {
    this.#takeOut((entry) => this.#isErasedEntry(entry));
  }

  #takeOut(isMeant: (entry: JsonObject) => boolean): void {
    const entries = this.#array.toArray();
    for (let index = entries.length - 1; index >= 0; index--) {
      const entry = entries[index]!;
      if (isJsonObject(entry) && isMeant(entry)) this.#array.delete(index);
    }
  }

  #isEmptied(record: JsonObject): boolean {
    return this.#emptying?.isEmptied(record) === true;
  }

  /** Takes in what a transaction appended: the usual case, without a walk over the whole array. */
  takeAppended(entries: Json[]): Set<string> {
    const changed = new Set<string>();
    for (const entry of entries) {
      const judged = this.#judged(entry);
      if (judged === undefined) this.#refused++;
      const id = judged?.record['id'] as string;
      if (judged === undefined || this.#isErased(id)) continue;
      const known = this.#records.get(id);
      const record = known === undefined ? judged.record : this.#together(known, judged.record);
      if (record === known) continue;
      this.#records.set(id, record);
      if (judged.setAside.length > 0) this.#setAside.set(id, judged.setAside);
      changed.add(id);
    }
    return changed;
  }

  /** Reads the array anew, and tells which records are different from before. */
  refresh(): Set<string> {
    const before = new Map(this.#records);
    this.#records.clear();
    this.#setAside.clear();
    this.#refused = 0;
    this.takeAppended(this.#array.toArray());
    const ids = [...before.keys(), ...this.#records.keys()];
    return new Set(ids.filter((id) => before.get(id) !== this.#records.get(id)));
  }

  /** Two entries of one id. */
  #together(known: JsonObject, other: JsonObject): JsonObject {
    if (this.#emptying === undefined || this.#isEmptied(known) === this.#isEmptied(other)) return known;
    return this.#isEmptied(known)
      ? this.#emptying.overtaken(other, known)
      : this.#emptying.overtaken(known, other);
  }

  #judged(entry: Json): Judged | undefined {
    if (!isJsonObject(entry) || typeof entry['id'] !== 'string') return undefined;
    return this.#judge.misfits(entry).length === 0
      ? { record: entry, setAside: [] }
      : this.#judge.mend(entry);
  }
}
