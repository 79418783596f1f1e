import type { FieldIndex } from '#shared/records/field-index.ts';

/**
 * A look at a map that changes in place. A patched collection gets a new view, so that React sees a change;
 * copying fifty thousand entries for each patch would stall the window.
 */
export class TableView<Row> {
  readonly #rows: ReadonlyMap<string, Row>;
  readonly #index: () => FieldIndex;

  /** `index`: of these rows; asked for when somebody looks something up by it. */
  constructor(rows: ReadonlyMap<string, Row>, index: () => FieldIndex) {
    this.#rows = rows;
    this.#index = index;
  }

  /** The rows with this value in an indexed field, in no particular order: without a look at all the others. */
  by(field: keyof Row & string, value: string): Row[] {
    const found = Array.from(this.#index().ids(field, value), (id) => this.#rows.get(id));
    return found.filter((row) => row?.[field] === value) as Row[];
  }

  get size(): number {
    return this.#rows.size;
  }

  get(id: string): Row | undefined {
    return this.#rows.get(id);
  }

  has(id: string): boolean {
    return this.#rows.has(id);
  }

  values(): MapIterator<Row> {
    return this.#rows.values();
  }
}
