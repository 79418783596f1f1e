import * as Y from 'yjs';
import { isJsonObject } from '#shared/lib/json.ts';
import { recordIdOf } from '#shared/records/record-map.ts';
import { decodeInnerUpdate } from '#shared/sync/bounded-update.ts';
import type { BookContent } from './book-content.ts';
import type { BookCipher } from './cipher.ts';
import type { HeldEnvelope } from './held-envelopes.ts';
import type { Tables } from './tables.ts';

/** The envelopes of a book that still hold words of what was erased in it. */
export interface Remains {
  look(): Promise<HeldEnvelope[]>;
}

export function createRemains(deps: {
  cipher: Pick<BookCipher, 'open'>;
  tables(): Tables;
  content(): BookContent;
}): Remains {
  /** The statements that were found free of it, as long as nothing more is erased. */
  let free = new Set<string>();
  let erasures = 0;

  return {
    async look() {
      const tables = deps.tables();
      if (tables.erasures() !== erasures) free = new Set();
      erasures = tables.erasures();
      if (erasures === 0) return [];
      const { inner, reader } = deps.content();
      const held = reader.held.all().filter(({ hash }) => !free.has(hash));
      const opened = await deps.cipher.open(held.map(({ envelope }) => envelope));
      const isErased = tables.isErasedHere;
      const found: HeldEnvelope[] = [];
      for (const [index, one] of opened.entries()) {
        const each = held[index]!;
        // What does not open tells nothing, and is nobody's to replace.
        if (!one.ok || !holdsErased(one.value.update, { inner, isErased })) free.add(each.hash);
        else {
          each.holdsErased = true;
          found.push(each);
        }
      }
      return found;
    },
  };
}

/**
 * Whether an update still holds words of what was erased in its book. It may be one that came later, or one that
 * nothing stands for yet: what the document itself holds no longer can be read out of it.
 */
function holdsErased(
  update: Uint8Array,
  { inner, isErased }: { inner: Y.Doc; isErased(id: string): boolean },
): boolean {
  return decodeInnerUpdate(update).structs.some((struct) => {
    if (!(struct instanceof Y.Item) || struct.content instanceof Y.ContentDeleted) return false;
    const key = struct.parentSub ?? keyAt(inner, struct.id);
    if (key !== undefined && isErased(recordIdOf(key))) return true;
    return (struct.content.getContent() as unknown[]).some(
      (value) => isJsonObject(value) && typeof value['id'] === 'string' && isErased(value['id']),
    );
  });
}

/** The key of a part of a map. An update names it only where no neighbour tells. */
function keyAt(inner: Y.Doc, { client, clock }: Y.ID): string | undefined {
  const structs = inner.store.clients.get(client);
  if (structs === undefined || clock >= Y.getState(inner.store, client)) return undefined;
  const part = structs[Y.findIndexSS(structs, clock)];
  return part instanceof Y.Item ? (part.parentSub ?? undefined) : undefined;
}
