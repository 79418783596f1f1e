import { z } from 'zod';
import { defaultAiSettings } from '#shared/domain/business.ts';
import { httpOrigin, isLoopback } from '#shared/domain/egress.ts';
import { modelKeySchema } from '#shared/domain/model-provider.ts';
import {
  defaultVoiceNotes,
  deviceSettingsSchema,
  type VoiceNotes,
  voiceNotesKeyId,
  voiceNotesSchema,
} from '#shared/domain/voice-notes.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { defineCommand } from './command.ts';

const { by, url, model, language } = voiceNotesSchema.shape;

const configure = defineCommand({
  name: 'voiceNotes.configure',
  title: 'Change how voice notes become text',
  args: z.strictObject({
    by: by.optional(),
    url,
    model,
    language: language.or(z.literal('')),
    key: modelKeySchema.shape.key.optional(),
  }),
  undoable: true,
  run(draft, { key, language: spoken, ...wanted }) {
    const address = wanted.url === undefined ? undefined : new URL(wanted.url);
    if (address !== undefined && address.protocol !== 'https:' && !isLoopback(address))
      return problem(
        'voice.not-encrypted',
        'Only encrypted connections may leave this computer. Nothing was changed.',
        'Use an address that begins with https://',
      );
    if (key !== undefined) draft.create('modelKeys', { id: voiceNotesKeyId, key });
    const kept = key === undefined ? {} : { hasKey: true, keyExposed: undefined };
    const inLanguage = spoken === undefined ? {} : { language: spoken === '' ? undefined : spoken };
    change(draft, { ...wanted, ...inLanguage, ...kept });
    return ok({});
  },
});

const switchOn = defineCommand({
  name: 'voiceNotes.switch',
  title: 'Turn voice notes into text, or no longer',
  args: z.strictObject({ on: z.boolean() }),
  undoable: true,
  run(draft, { on }, { now }) {
    change(draft, { on, from: on ? now : undefined });
    return ok({});
  },
});

const approve = defineCommand({
  name: 'voiceNotes.approve',
  title: 'Allow that voice notes go to a server elsewhere',
  args: z.strictObject({ approved: z.boolean() }),
  undoable: true,
  run(draft, { approved }, { now }) {
    const { url: address } = draft.get('aiSettings', 'ai')?.voiceNotes ?? defaultVoiceNotes;
    if (address === undefined) return problem('voice.no-address', 'No address is set yet.');
    change(draft, {
      approvedAt: approved ? now : undefined,
      approvedOrigin: approved ? httpOrigin(new URL(address)) : undefined,
    });
    return ok({});
  },
});

const setFolder = defineCommand({
  name: 'voiceNotes.setFolder',
  title: 'Choose the folder of the speech model on this device',
  args: z.strictObject({ folder: deviceSettingsSchema.shape.voiceFolder.unwrap().trim() }),
  undoable: true,
  run(draft, { folder }) {
    if (draft.get('deviceSettings', 'device') === undefined) draft.create('deviceSettings', { id: 'device' });
    draft.assign('deviceSettings', 'device', { voiceFolder: folder === '' ? undefined : folder });
    return ok({});
  },
});

/** Written as a whole; a field that is `undefined` goes. */
function change(
  draft: RecordWriter,
  fields: { [Field in keyof VoiceNotes]?: VoiceNotes[Field] | undefined },
): void {
  const settings = draft.get('aiSettings', 'ai');
  if (settings === undefined) draft.create('aiSettings', defaultAiSettings);
  const whole = { ...(settings?.voiceNotes ?? defaultVoiceNotes), ...fields };
  const given = Object.entries(whole).filter(([, value]) => value !== undefined);
  draft.patch('aiSettings', 'ai', { voiceNotes: voiceNotesSchema.parse(Object.fromEntries(given)) });
}

export const voiceNotesCommands = [configure, switchOn, approve, setFolder] as const;
