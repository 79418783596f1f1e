import { z } from 'zod';
import { answerLanguages } from '#shared/agent/acts/languages.ts';
import { templateKeys, wordsId } from '#shared/agent/acts/templates.ts';
import { metaIdSchema } from '#shared/domain/channel.ts';
import { channelSettingsSchema } from '#shared/domain/channel-settings.ts';
import { filled } from '#shared/lib/given.ts';
import { ok } from '#shared/lib/result.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import { checkWording } from './answer-words.ts';
import { defineCommand } from './command.ts';

const fields = channelSettingsSchema.pick({
  phone: true,
  persona: true,
  tone: true,
  signature: true,
  emergencyNumber: true,
  emergencyText: true,
});

const configure = defineCommand({
  name: 'channelSettings.set',
  title: 'Change what differs on a channel',
  /** Empty text: as everywhere. */
  args: z.strictObject({ accountId: metaIdSchema, fields: z.strictObject(fields.partial().shape) }),
  undoable: true,
  run(draft, { accountId, fields }) {
    settingsFor(draft, accountId);
    draft.assign('channelSettings', accountId, filled(fields));
    return ok({ id: accountId });
  },
});

const word = defineCommand({
  name: 'channelSettings.word',
  title: 'Word an automatic sentence on a channel',
  /** Without a text the sentence is as everywhere again. */
  args: z.strictObject({
    accountId: metaIdSchema,
    language: z.enum(answerLanguages),
    key: z.enum(templateKeys),
    text: z.string().max(1000).optional(),
  }),
  undoable: true,
  run(draft, { accountId, language, key, text = '' }) {
    const id = wordsId(language, key);
    const wording = text.trim();
    settingsFor(draft, accountId);
    if (wording === '') {
      draft.removeEntry('channelSettings', accountId, 'words', id);
      return ok({ id: accountId });
    }
    const checked = checkWording(key, wording);
    if (!checked.ok) return checked;
    draft.putEntry('channelSettings', accountId, 'words', id, wording);
    return ok({ id: accountId });
  },
});

function settingsFor(draft: RecordWriter, accountId: string): void {
  if (draft.get('channelSettings', accountId) === undefined)
    draft.create('channelSettings', { id: accountId });
}

export const channelSettingsCommands = [configure, word] as const;
