import type { Bridge } from '#shared/bridge/bridge.ts';
import type { StoredFile } from '#shared/domain/attachment.ts';
import type { CollectionName, RecordOf } from '#shared/domain/collections.ts';
import { fromBase64Url } from '#shared/lib/bytes.ts';
import { recordsOfPerson } from '#shared/rights/person-records.ts';
import { personReport } from '#shared/rights/person-report.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { Blobs } from '../blobs/blobs.ts';
import { addFiles, addRecords } from './zip-records.ts';
import { createExportZip } from './zip-writer.ts';

interface PersonDeps {
  records: RecordReader;
  blobs: Pick<Blobs, 'read'>;
  bridge: Bridge;
  now(): number;
}

/** Everything held about a person: a report to hand over, each record to take elsewhere, and all files. */
export async function writePerson(
  { records, blobs, bridge, now }: PersonDeps,
  contactId: string,
  to: WritableStream<Uint8Array>,
): Promise<void> {
  const madeAt = now();
  const mine = recordsOfPerson(records, contactId);
  const zip = createExportZip(to, madeAt);
  const html = personReport(records, mine, madeAt);
  await zip.add('report.html', html);
  const paperSize = records.get('business', 'business')?.paperSize ?? 'A4';
  const pdf = await bridge.call('documents.pdf', { html, paperSize });
  if (pdf.ok) await zip.add('report.pdf', new Blob([fromBase64Url(pdf.value.pdfBase64)]));
  const files = new Map<string, StoredFile>();
  const own = new Set((mine.get('contacts') ?? []).map(({ id }) => id));
  for (const [name, list] of mine)
    await addRecords(
      zip,
      name,
      list.map((record) => withoutOthers(name, record, own)),
      files,
    );
  const missing = await addFiles(zip, blobs, files, () => {});
  if (missing.length > 0) await zip.add('missing-files.txt', `${missing.join('\n')}\n`);
  await zip.close();
}

/** Of those who take part in a visit, only the person whom the copy is for. */
function withoutOthers(
  name: CollectionName,
  record: RecordOf<CollectionName>,
  own: ReadonlySet<string>,
): RecordOf<CollectionName> {
  if (name !== 'visits') return record;
  const { attendees = {}, ...visit } = record as RecordOf<'visits'>;
  const kept = Object.entries(attendees).filter(
    ([, { contactId }]) => contactId !== undefined && own.has(contactId),
  );
  return { ...visit, attendees: Object.fromEntries(kept) };
}
