import type { z } from 'zod';
import type { Service } from '#shared/domain/business.ts';
import { type ServiceRow, serviceRowSchema } from '#shared/domain/import.ts';
import { ok, problem } from '#shared/lib/result.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import { filled as given } from '#shared/lib/given.ts';
import { defineCommand } from '../command.ts';
import { countUp, markOf, markOfRecord, openImport, piece } from './import.ts';

const args = piece(serviceRowSchema);

export const importServices = defineCommand({
  name: 'import.services',
  title: 'Bring a price list in',
  args,
  // Each import is taken back as a whole: see `import.undo`.
  undoable: false,
  run(draft, { importId, known, rows }: z.infer<typeof args>, { newId, now }) {
    const business = draft.get('business', 'business');
    if (business === undefined) return problem('business.missing', 'The business is not set up yet.');
    const open = openImport(draft, importId, 'services');
    if (!open.ok) return open;
    const done = { made: 0, filled: 0, left: 0 };
    let order = Array.from(draft.all('services'), (service) => service.order).reduce(
      (a, b) => Math.max(a, b),
      -1,
    );
    for (const { row, knownId } of rows) {
      const { rowId, ...plain } = row;
      const service = known === 'add' || knownId === undefined ? undefined : draft.get('services', knownId);
      if (service === undefined) {
        const made = given({
          ...plain,
          currency: business.currency,
          id: newId(),
          order: ++order,
          createdAt: now,
        });
        const record = { ...made, name: row.name } as Service;
        draft.create('services', {
          ...record,
          imported: { [importId]: { made: markOfRecord(record), rowId } },
        });
        done.made++;
      } else if (known === 'fill' && fillService(draft, importId, service, row)) done.filled++;
      else done.left++;
    }
    countUp(draft, open.value, done);
    return ok(done);
  },
});

const fillable = ['description', 'unit', 'durationMinutes'] as const;

/** Adds what the line lacks; its price stays what it is. */
function fillService(draft: RecordWriter, importId: string, service: Service, row: ServiceRow): boolean {
  const lacking = fillable.filter((field) => (service[field] ?? '') === '' && row[field] !== undefined);
  if (lacking.length === 0) return false;
  const fields = Object.fromEntries(lacking.map((field) => [field, row[field]]));
  draft.patch('services', service.id, fields);
  const marks = lacking.map((field) => [field, markOf(row[field])]);
  draft.putEntry('services', service.id, 'imported', importId, {
    ...service.imported?.[importId],
    rowId: row.rowId,
    filled: Object.fromEntries(marks) as Record<string, string>,
  });
  return true;
}
