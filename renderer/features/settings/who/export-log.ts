import { t } from 'i18next';
import { writeCsv } from '#shared/import/csv.ts';
import type { AuditFilter, AuditLine } from '#renderer/vault/audit/api.ts';
import { allAuditLines } from '#renderer/state/audit.ts';
import type { LineWords } from './use-line-words.ts';

const byteOrderMark = '\uFEFF';

/** What a filter shows as a table, in words; `count`: its lines. A page is written at a time: the window goes on. */
export async function asTable(
  filter: AuditFilter,
  wordsOf: (line: AuditLine) => LineWords,
): Promise<{ file: Blob; count: number }> {
  const columns = ['at', 'who', 'did', 'record', 'device', 'how', 'entry'].map((name) =>
    t(`audit:csv.${name}`),
  );
  const parts = [writeCsv([columns])];
  let count = 0;
  for await (const lines of allAuditLines(filter)) {
    count += lines.length;
    const rows = lines.map((line) => rowOf(line, wordsOf(line)));
    if (rows.length > 0) parts.push(writeCsv(rows).replace(byteOrderMark, ''));
  }
  return { file: new Blob(parts, { type: 'text/csv;charset=utf-8' }), count };
}

/** The same as the entries were written: whoever gets it can prove each by its content. */
export async function asEntries(filter: AuditFilter): Promise<{ file: Blob; count: number }> {
  const parts: string[] = [];
  let count = 0;
  for await (const lines of allAuditLines(filter)) {
    count += lines.length;
    for (const { entry } of lines) parts.push(`${parts.length === 0 ? '' : ',\n'}${JSON.stringify(entry)}`);
  }
  const about = JSON.stringify(t('audit:jsonAbout'));
  return {
    file: new Blob([`{"about":${about},"entries":[\n`, ...parts, '\n]}\n'], { type: 'application/json' }),
    count,
  };
}

function rowOf({ id, entry }: AuditLine, { who, sentence, subject, device, how }: LineWords): string[] {
  return [new Date(entry.at).toISOString(), who, sentence, subject?.name ?? '', device, how.join('; '), id];
}
