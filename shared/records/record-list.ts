import type * as Y from 'yjs';
import { isJsonObject, type Json, type JsonObject } from '#shared/lib/json.ts';
import type { Judge, Judged, SetAside } from './judge.ts';

/**
 * How immutable records live in a book's inner document: one Y.Array a collection, appended to and never
 * written over. Where an entry stands is its author's choice: an id has to be the hash of its content, so that no other
 * content goes by it (see `proven`). Of several records with one id the first in the array counts.
 */
export class RecordList {
  readonly #array: Y.Array<Json>;
  readonly #judge: Judge;
  readonly #records = new Map<string, JsonObject>();
  readonly #setAside = new Map<string, SetAside[]>();
  #refused = 0;

  constructor(array: Y.Array<Json>, judge: Judge) {
    this.#array = array;
    this.#judge = judge;
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

  append(record: JsonObject): void {
    this.#array.push([record]);
  }

  /** Takes in what a transaction appended: the usual case, without a walk over the whole array. */
  takeAppended(entries: Json[]): Set<string> {
    const changed = new Set<string>();
    for (const entry of entries) {
      const judged = this.#judged(entry);
      if (judged === undefined) this.#refused++;
      const id = judged?.record['id'] as string;
      if (judged === undefined || this.#records.has(id)) continue;
      this.#records.set(id, judged.record);
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

  #judged(entry: Json): Judged | undefined {
    if (!isJsonObject(entry) || typeof entry['id'] !== 'string') return undefined;
    return this.#judge.misfits(entry).length === 0
      ? { record: entry, setAside: [] }
      : this.#judge.mend(entry);
  }
}
