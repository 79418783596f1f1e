import { compartmentOf } from '#shared/domain/collections.ts';
import type { Library } from '../books/library.ts';
import type { Indexes } from '../search/indexes.ts';

/** What a stored index tells of an issued document, in the words of its record. */
export interface ClosedDocument {
  [field: string]: string | undefined;
  id: string;
  number: string;
  kind: string;
  documentId: string;
  jobId: string | undefined;
}

const prefix = 'issued/';

/** The issued documents of closed years, as far as their stored indexes tell: no year is opened for it. */
export function* closedDocuments(
  library: Pick<Library, 'closedBooks'>,
  indexes: Pick<Indexes, 'of'>,
): Generator<ClosedDocument> {
  for (const name of library.closedBooks.keys()) {
    const index = compartmentOf(name) === 'money' ? indexes.of(name) : undefined;
    for (const [part, segment] of (index?.segments ?? []).entries())
      for (const [ordinal, { key, state, target = '', job }] of segment.heads.entries())
        if (key.startsWith(prefix) && index!.isLive(part, ordinal))
          yield {
            id: key.slice(prefix.length),
            number: segment.title(ordinal),
            kind: state,
            documentId: target,
            jobId: job,
          };
  }
}
