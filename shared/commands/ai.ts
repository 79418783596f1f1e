import { z } from 'zod';
import { aiSettingsSchema } from '#shared/domain/business.ts';
import type { AiSettings } from '#shared/domain/business.ts';
import { isLoopback } from '#shared/domain/egress.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { defineCommand } from './command.ts';

const settings = aiSettingsSchema.pick({
  localOnly: true,
  provider: true,
  ollamaUrl: true,
  model: true,
  contextTokens: true,
  tone: true,
});

/** What holds until the owner decides: the built-in assistant, and nothing leaves the computer. */
export const defaultAiSettings: AiSettings = {
  id: 'ai',
  localOnly: true,
  provider: 'basic',
  ollamaUrl: 'http://127.0.0.1:11434',
  contextTokens: 8192,
};

const configureAi = defineCommand({
  name: 'ai.configure',
  title: 'Change the assistant',
  args: z.strictObject(settings.partial().shape),
  undoable: true,
  run(draft, args) {
    if (args.ollamaUrl !== undefined && !isLoopback(new URL(args.ollamaUrl))) {
      return problem(
        'ai.not-local',
        'Ollama must run on this computer. Nothing was changed.',
        'Use an address such as http://127.0.0.1:11434.',
      );
    }
    if (draft.get('aiSettings', 'ai') === undefined) {
      draft.create('aiSettings', { ...defaultAiSettings, ...args });
      return ok({ id: 'ai' });
    }
    for (const [field, value] of Object.entries(args)) draft.set('aiSettings', 'ai', field, value);
    return ok({ id: 'ai' });
  },
});

export const aiCommands = [configureAi] as const;
