import { type CollectionName, collections } from '#shared/domain/collections.ts';
import { isJsonObject, type Json } from '#shared/lib/json.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { Draw } from './testing-args.ts';

/** For tests: an id that no record ever has. */
export const nobody = 'no-such-id';

/** For tests: what the fields of commands name, learned from where commands look for what stands in them. */
interface Fields {
  /** An id for a field, or none for one that may be mere words and names nothing that is known. */
  draw(command: string, field: string, isId: boolean, world: Drawn): string | undefined;
  /** Whether a command has looked for something of a collection. */
  isAbout(command: string, collection: CollectionName): boolean;
  /** The records, with an ear for what a command looks for in them. `drawn`: by id, the field in which it stands. */
  listening(records: RecordReader, command: string, drawn: ReadonlyMap<string, string>): RecordReader;
}

interface Drawn {
  records: RecordReader;
  draw: Draw;
  /** Nothing but what there is, of the right kind: otherwise nearly every command would find something missing. */
  isCareful: boolean;
  /** What something has happened to last. */
  touched: readonly { collection: CollectionName; id: string }[];
  /** What was there once. */
  gone: readonly string[];
}

/** What a record has that is over, put away, limited, in the bin, or one with another. */
const marks = [
  'archivedAt',
  'binnedAt',
  'mergedInto',
  'limits',
  'restrictions',
  'issuedId',
  'past',
  'done',
  'documentId',
];

export function createFields(): Fields {
  const learned = new Map<string, Set<CollectionName>>();
  const about = new Map<string, Set<CollectionName>>();
  const names = Object.keys(collections) as CollectionName[];

  function kindsOf(command: string, field: string): CollectionName[] {
    const known = learned.get(`${command} ${field}`);
    if (known !== undefined) return [...known];
    const asked = /^ids?$/.test(field) ? command.split('.')[0]! : field.replace(/Ids?$/, '');
    const name = asked === 'invoice' ? 'documents' : `${asked}s`;
    return names.filter((each) => each === name);
  }

  return {
    isAbout: (command, collection) => about.get(command)?.has(collection) === true,
    draw(command, field, isId, { records, draw, isCareful, touched, gone }) {
      const kinds = kindsOf(command, field);
      if (!isId && (kinds.length === 0 || draw([true, false]))) return undefined;
      const kind = kinds.length === 0 ? undefined : draw(kinds);
      const right = kind === undefined ? [] : Array.from(records.all(kind));
      const isMarked = (record: object): boolean => marks.some((mark) => mark in record);
      const hot = touched.filter(({ collection }) => collection === kind);
      const marked = right.filter(isMarked);
      const strange =
        isId && !isCareful ? [keysIn(records, touched), gone, idsOf(records.all(draw(names))), [nobody]] : [];
      const ways = [...[hot, hot, marked, right, right].map(idsOf), ...strange].filter(
        (ids) => ids.length > 0,
      );
      // What names no record may be the key of something in one.
      const ids = ways.length > 0 ? draw(ways) : keysIn(records, touched);
      const id = ids.length === 0 ? undefined : draw(ids);
      return isId || id !== nobody ? id : undefined;
    },
    listening(records, command, drawn) {
      const note = (collection: CollectionName, id: string): void => {
        const field = drawn.get(id);
        if (field === undefined || records.get(collection, id) === undefined) return;
        add(learned, `${command} ${field}`, collection);
        add(about, command, collection);
      };
      return {
        get(collection, id) {
          note(collection, id);
          return records.get(collection, id);
        },
        all: (collection) => records.all(collection),
        by: (collection, field, value) => records.by(collection, field, value),
      };
    },
  };
}

function add(map: Map<string, Set<CollectionName>>, key: string, collection: CollectionName): void {
  map.set(key, (map.get(key) ?? new Set()).add(collection));
}

function idsOf(records: Iterable<{ id: string }>): readonly string[] {
  return Array.from(records, ({ id }) => id);
}

/** The keys of what records hold by key: the lines of an invoice, the phones of a contact. */
function keysIn(records: RecordReader, touched: Drawn['touched']): readonly string[] {
  return touched.flatMap(({ collection, id }) =>
    Object.values((records.get(collection, id) ?? {}) as { [field: string]: Json }).flatMap((value) =>
      isJsonObject(value) && Object.values(value).every((each) => each === true || isJsonObject(each))
        ? Object.keys(value)
        : [],
    ),
  );
}
