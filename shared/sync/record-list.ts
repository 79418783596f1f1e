import type * as Y from 'yjs';
import type { Json, JsonObject } from '#shared/lib/json.ts';
import { isJsonObject } from '#shared/lib/json.ts';

/**
 * How immutable records live in a book's inner document: one Y.Array a collection, appended to and never
 * written over. Of several records with one id the first in the array counts, on every device alike.
 */
export class RecordList {
  readonly #array: Y.Array<Json>;
  readonly #accepts: (record: JsonObject) => boolean;
  readonly #records = new Map<string, JsonObject>();
  #refused = 0;

  /** `accepts` decides whether a record is what it says it is, such as by a hash over its content. */
  constructor(array: Y.Array<Json>, accepts: (record: JsonObject) => boolean) {
    this.#array = array;
    this.#accepts = accepts;
    this.refresh();
  }

  get records(): ReadonlyMap<string, JsonObject> {
    return this.#records;
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
      const record = this.#recordOf(entry);
      if (record === undefined || this.#records.has(record.id)) continue;
      this.#records.set(record.id, record);
      changed.add(record.id);
    }
    return changed;
  }

  /** Reads the array anew, and tells which records are different from before. */
  refresh(): Set<string> {
    const before = new Map(this.#records);
    this.#records.clear();
    this.#refused = 0;
    this.takeAppended(this.#array.toArray());
    const ids = [...before.keys(), ...this.#records.keys()];
    return new Set(ids.filter((id) => before.get(id) !== this.#records.get(id)));
  }

  #recordOf(entry: Json): (JsonObject & { id: string }) | undefined {
    if (isJsonObject(entry) && typeof entry['id'] === 'string' && this.#accepts(entry)) {
      return entry as JsonObject & { id: string };
    }
    this.#refused++;
    return undefined;
  }
}
