/**
 * Ids of records by the values of their indexed fields. It only grows: whoever asks looks at the record, which may
 * say something else by now.
 */
export class FieldIndex {
  /** A value names one record nearly always: a set for each would be most of the index. */
  readonly #ids: ReadonlyMap<string, Map<string, string | Set<string>>>;

  constructor(fields: readonly string[]) {
    this.#ids = new Map(fields.map((field) => [field, new Map()]));
  }

  add(record: { [field: string]: unknown }): void {
    const { id } = record;
    if (typeof id !== 'string') return;
    for (const [field, ids] of this.#ids) put(ids, record[field], id);
  }

  ids(field: string, value: string): Iterable<string> {
    const ids = this.#ids.get(field)?.get(value) ?? [];
    return typeof ids === 'string' ? [ids] : ids;
  }
}

function put(index: Map<string, string | Set<string>>, value: unknown, id: string): void {
  if (typeof value !== 'string') return;
  const ids = index.get(value);
  if (ids === undefined) index.set(value, id);
  else if (typeof ids !== 'string') ids.add(id);
  else if (ids !== id) index.set(value, new Set([ids, id]));
}
