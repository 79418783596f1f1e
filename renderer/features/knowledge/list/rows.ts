import type { Knowledge, KnowledgeSource, KnowledgeStatus } from '#shared/domain/knowledge.ts';

/** What is shown: `current` is everything that is not archived. */
export interface KnowledgeFilter {
  query: string;
  status: KnowledgeStatus | 'current';
  source: KnowledgeSource | 'all';
}

/** What fits the filter, what waits to be read first, then the newest; passages of a document in its order. */
export function filterKnowledge(rows: readonly Knowledge[], filter: KnowledgeFilter): Knowledge[] {
  const words = filter.query.toLowerCase().split(/\s+/).filter(Boolean);
  return rows
    .filter(({ status }) => (filter.status === 'current' ? status !== 'archived' : status === filter.status))
    .filter(({ source }) => filter.source === 'all' || source === filter.source)
    .filter(({ title, text, documentName = '' }) => {
      const all = `${title}\n${text}\n${documentName}`.toLowerCase();
      return words.every((word) => all.includes(word));
    })
    .toSorted(
      (a, b) =>
        Number(b.status === 'draft') - Number(a.status === 'draft') ||
        b.createdAt - a.createdAt ||
        (a.documentId ?? '').localeCompare(b.documentId ?? '') ||
        (a.part ?? 0) - (b.part ?? 0) ||
        (a.id < b.id ? -1 : 1),
    );
}

/** How a row is called in a list: its title, or the beginning of its text. */
export function nameOf({ title, text }: Knowledge): string {
  return title === '' ? text.slice(0, 120).replaceAll('\n', ' ') : title;
}
