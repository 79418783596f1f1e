import { z } from 'zod';
import { ok } from '#shared/lib/result.ts';
import { defineCommand } from './command.ts';

const noteExposure = defineCommand({
  name: 'secrets.noteExposure',
  title: 'Note what has to be renewed outside',
  args: z.object({ to: z.string().max(200) }),
  undoable: false,
  // With the change of the team that takes the right away: see the vault's `team`.
  internal: true,
  run(draft, { to }, { now }) {
    const exposed = { to, at: now };
    for (const { id } of draft.all('channels'))
      draft.patch('channels', id, { accessTokenExposed: exposed, appSecretExposed: exposed });
    for (const { id } of draft.all('mailAccounts'))
      draft.patch('mailAccounts', id, { passwordExposed: exposed });
    for (const { id } of [...draft.all('modelProviders')].filter(({ hasKey }) => hasKey))
      draft.patch('modelProviders', id, { keyExposed: exposed });
    const { voiceNotes } = draft.get('aiSettings', 'ai') ?? {};
    if (voiceNotes?.hasKey === true)
      draft.patch('aiSettings', 'ai', { voiceNotes: { ...voiceNotes, keyExposed: exposed } });
    for (const { id } of draft.all('telegramBots'))
      draft.patch('telegramBots', id, { tokenExposed: exposed });
    for (const { id } of draft.all('googleLinks')) draft.patch('googleLinks', id, { keyExposed: exposed });
    for (const { id } of draft.all('webhookEndpoints'))
      draft.patch('webhookEndpoints', id, { secretExposed: exposed });
    for (const { id } of draft.all('webhookSources'))
      draft.patch('webhookSources', id, { secretExposed: exposed });
    for (const { id } of draft.all('relayTokens')) draft.patch('relayTokens', id, { exposed });
    return ok({});
  },
});

export const exposureCommands = [noteExposure] as const;
