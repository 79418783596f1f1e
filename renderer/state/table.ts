/**
 * A look at a map that changes in place. A patched collection gets a new view, so that React sees a change;
 * copying fifty thousand entries for each patch would stall the window.
 */
export class TableView<Row> {
  readonly #rows: ReadonlyMap<string, Row>;

  constructor(rows: ReadonlyMap<string, Row>) {
    this.#rows = rows;
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
