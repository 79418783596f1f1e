import type { ContactRow } from '#shared/domain/import.ts';
import { fold } from '#shared/lib/fold.ts';

/**
 * Two rows of one person as one: what the first lacks the second adds, and where they say different things the second
 * thing goes to the notes. `undefined` where it would not be sure that they are one, or there is too much of it.
 */
export function joinRows(first: ContactRow, second: ContactRow): ContactRow | undefined {
  if (fold(first.name) !== fold(second.name) || first.kind !== second.kind) return undefined;
  const isOther = (one?: string, other?: string) => one !== undefined && other !== undefined && one !== other;
  const custom = Object.entries(second.custom ?? {});
  if (custom.some(([id, value]) => isOther(first.custom?.[id], value))) return undefined;
  const notes = [
    first.notes,
    second.notes === first.notes ? undefined : second.notes,
    isOther(first.company, second.company) ? second.company : undefined,
  ];
  const said = notes.filter((note) => note !== undefined).join('\n');
  if (said.length > 20_000) return undefined;
  const company = first.company ?? second.company;
  const joined: ContactRow = { ...second, ...first };
  return {
    ...joined,
    ...(company !== undefined && { company }),
    ...list('phones', ({ number }) => number),
    ...list('emails', ({ address }) => address.toLowerCase()),
    ...list('addresses', (address) => JSON.stringify({ ...address, label: undefined })),
    ...list('taxIds', ({ value }) => value),
    ...((first.tags ?? second.tags) && { tags: { ...first.tags, ...second.tags } }),
    ...(custom.length > 0 && { custom: { ...second.custom, ...first.custom } }),
    ...(said !== '' && { notes: said }),
  };

  /** The entries of both, each once. */
  function list<Field extends 'phones' | 'emails' | 'addresses' | 'taxIds'>(
    field: Field,
    keyOf: (entry: NonNullable<ContactRow[Field]>[number]) => string,
  ): Partial<Pick<ContactRow, Field>> {
    type Entry = NonNullable<ContactRow[Field]>[number];
    const entries = [...(first[field] ?? []), ...(second[field] ?? [])] as Entry[];
    const once = new Map(entries.toReversed().map((entry) => [keyOf(entry), entry]));
    return once.size === 0
      ? {}
      : ({ [field]: [...once.values()].toReversed() } as Partial<Pick<ContactRow, Field>>);
  }
}
