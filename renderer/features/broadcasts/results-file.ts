import { writeCsv } from '#shared/import/csv.ts';
import type { ResultRow } from './use-results.ts';

interface FileWords {
  headers: readonly [string, string, string, string, string];
  of(row: ResultRow): { word: string; why: string };
  yes: string;
}

/** The results as a table for spreadsheets, times in ISO 8601. */
export function resultsFile(rows: readonly ResultRow[], { headers, of, yes }: FileWords): string {
  const lines = rows.map((row) => {
    const { word, why } = of(row);
    const { sentAt, reply } = row.recipient;
    return [
      row.name,
      word,
      why,
      sentAt === undefined ? '' : new Date(sentAt).toISOString(),
      reply === undefined ? '' : yes,
    ];
  });
  return writeCsv([[...headers], ...lines]);
}
