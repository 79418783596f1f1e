import type { EgressEntry } from '#shared/domain/egress.ts';

const columns = ['at', 'purpose', 'origin', 'method', 'bytes', 'allowed', 'reason', 'id'] as const;

/** Entries that hold every word of the query, in their own texts or in those that the screen shows for them. */
export function findEntries(
  entries: readonly EgressEntry[],
  query: string,
  shown: (entry: EgressEntry) => string[],
): EgressEntry[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [...entries];
  return entries.filter((entry) => {
    const { id, origin, purpose, method, reason = '', allowed } = entry;
    const state = allowed ? 'sent' : 'refused';
    const text = [id, origin, purpose, method, reason, state, ...shown(entry)].join(' ').toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** The lines as a file: CSV (RFC 4180) or JSON, times in ISO 8601. */
export function ledgerFile(kind: 'csv' | 'json', entries: readonly EgressEntry[]): string {
  const rows = entries.map((entry) =>
    columns.map((column) => (column === 'at' ? new Date(entry.at).toISOString() : (entry[column] ?? ''))),
  );
  if (kind === 'json') {
    const objects = rows.map((row) => Object.fromEntries(row.map((value, i) => [columns[i]!, value])));
    return `${JSON.stringify(objects, null, 2)}\n`;
  }
  return [columns, ...rows].map((row) => `${row.map(csvValue).join(',')}\r\n`).join('');
}

/** A value that begins like a formula gets an apostrophe, so that a spreadsheet does not run it. */
function csvValue(value: string | number | boolean): string {
  const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
