import { z } from 'zod';
import { countrySchema } from '#shared/domain/common.ts';
import { processingSchema, recipientKeySchema } from '#shared/domain/processing/settings.ts';
import { filled } from '#shared/lib/given.ts';
import { ok } from '#shared/lib/result.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import { defineCommand } from './command.ts';

const { contact, authority } = processingSchema.shape;

const update = defineCommand({
  name: 'processing.update',
  title: 'Change the record of processing',
  /** Empty text: as Plumbline supposes. */
  args: z.strictObject({ fields: z.strictObject({ contact, authority }) }),
  undoable: true,
  run(draft, { fields }) {
    settings(draft);
    draft.assign('processing', 'processing', filled(fields));
    return ok({});
  },
});

const setRecipient = defineCommand({
  name: 'processing.setRecipient',
  title: 'Say who gets data',
  args: z.strictObject({
    key: recipientKeySchema,
    fields: z.strictObject({
      name: z.string().max(200).optional(),
      country: countrySchema.or(z.literal('')).optional(),
    }),
  }),
  undoable: true,
  run(draft, { key, fields }) {
    // Field by field, so that a name and a country that two devices write at once both stay.
    if (settings(draft).recipients?.[key] === undefined)
      draft.putEntry('processing', 'processing', 'recipients', key, {});
    draft.assignEntry('processing', 'processing', 'recipients', key, filled(fields));
    return ok({ key });
  },
});

const setTransfer = defineCommand({
  name: 'processing.setTransfer',
  title: 'Say on what data goes to a country',
  args: z.strictObject({ country: countrySchema, words: z.string().max(500) }),
  undoable: true,
  run(draft, { country, words }) {
    settings(draft);
    if (words.trim() === '') draft.removeEntry('processing', 'processing', 'transfers', country);
    else draft.putEntry('processing', 'processing', 'transfers', country, words.trim());
    return ok({ country });
  },
});

function settings(draft: RecordWriter) {
  if (draft.get('processing', 'processing') === undefined) draft.create('processing', { id: 'processing' });
  return draft.get('processing', 'processing')!;
}

export const processingCommands = [update, setRecipient, setTransfer] as const;
