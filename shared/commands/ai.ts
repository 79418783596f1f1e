import { z } from 'zod';
import { aiSettingsSchema, defaultAiSettings, mostInChain } from '#shared/domain/business.ts';
import { idSchema } from '#shared/domain/common.ts';
import { httpOrigin, isLoopback } from '#shared/domain/egress.ts';
import type { ProviderKind } from '#shared/domain/model-provider.ts';
import {
  modelKeySchema,
  modelProviderSchema,
  providerNames,
  providerUrls,
} from '#shared/domain/model-provider.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { defineCommand } from './command.ts';
import type { AssignableFieldsOf } from '#shared/records/types.ts';
import type { RecordWriter } from '#shared/records/writer.ts';

const settings = aiSettingsSchema.pick({
  localOnly: true,
  chain: true,
  tone: true,
  persona: true,
  signature: true,
  guardRails: true,
  doNotSay: true,
  languages: true,
  emergency: true,
});
const { kind, name, url, model, embeddingModel, contextTokens } = modelProviderSchema.shape;
const fields = z.strictObject({
  name,
  url,
  model,
  embeddingModel,
  contextTokens,
  key: modelKeySchema.shape.key,
});

/** A model on this computer gets what its memory bears; remote ones have more, and cost by the token. */
const usualContext = (kind: ProviderKind): number => (kind === 'ollama' || kind === 'openai' ? 8192 : 32_768);

const configureAi = defineCommand({
  name: 'ai.configure',
  title: 'Change the assistant',
  args: z.strictObject(settings.partial().shape),
  undoable: true,
  run(draft, args) {
    const unknown = args.chain?.some((id) => draft.get('modelProviders', id) === undefined) ?? false;
    if (unknown) return providerMissing();
    return change(draft, { ...args, ...(args.chain && { chain: [...new Set(args.chain)] }) });
  },
});

const addProvider = defineCommand({
  name: 'ai.addProvider',
  title: 'Add a model',
  args: fields.partial().extend({ kind }),
  undoable: true,
  run(draft, { key, ...args }, { newId, now }) {
    const address = args.url ?? providerUrls[args.kind];
    const reachable = checkAddress(args.kind, address);
    if (!reachable.ok) return reachable;
    const { chain = [] } = draft.get('aiSettings', 'ai') ?? defaultAiSettings;
    if (chain.length >= mostInChain)
      return problem('ai.many', 'Ten models at most are asked one after another.', 'Remove one first.');
    const id = newId();
    draft.create('modelProviders', {
      ...args,
      id,
      name: args.name ?? providerNames[args.kind],
      url: address,
      contextTokens: args.contextTokens ?? usualContext(args.kind),
      hasKey: key !== undefined,
      createdAt: now,
    });
    if (key !== undefined) draft.create('modelKeys', { id, key });
    change(draft, { chain: [...chain, id] });
    return ok({ id });
  },
});

const updateProvider = defineCommand({
  name: 'ai.updateProvider',
  title: 'Change a model',
  args: z.strictObject({ id: idSchema, fields: fields.partial() }),
  undoable: true,
  run(draft, { id, fields: { key, ...wanted } }) {
    const provider = draft.get('modelProviders', id);
    if (provider === undefined) return providerMissing();
    const reachable = checkAddress(provider.kind, wanted.url ?? provider.url);
    if (!reachable.ok) return reachable;
    draft.assign('modelProviders', id, wanted);
    if (key !== undefined) {
      draft.create('modelKeys', { id, key });
      draft.patch('modelProviders', id, { hasKey: true });
      draft.unset('modelProviders', id, 'keyExposed');
    }
    return ok({ id });
  },
});

const removeProvider = defineCommand({
  name: 'ai.removeProvider',
  title: 'Remove a model',
  args: z.strictObject({ id: idSchema }),
  undoable: true,
  run(draft, { id }) {
    draft.remove('modelProviders', id);
    draft.remove('modelKeys', id);
    const { chain = [] } = draft.get('aiSettings', 'ai') ?? defaultAiSettings;
    return change(draft, { chain: chain.filter((each) => each !== id) });
  },
});

/** The owner has seen what a remote provider gets to see, and allows it at the address that it has now. */
const approveProvider = defineCommand({
  name: 'ai.approveProvider',
  title: 'Allow a remote model',
  args: z.strictObject({ id: idSchema, approved: z.boolean() }),
  undoable: true,
  run(draft, { id, approved }, { now }) {
    const provider = draft.get('modelProviders', id);
    if (provider === undefined) return providerMissing();
    const origin = httpOrigin(new URL(provider.url));
    draft.assign('modelProviders', id, {
      approvedAt: approved ? now : undefined,
      approvedOrigin: approved ? origin : undefined,
    });
    return ok({ id });
  },
});

function change(draft: RecordWriter, fields: AssignableFieldsOf<'aiSettings'>): Result<{ id: string }> {
  if (draft.get('aiSettings', 'ai') === undefined) {
    draft.create('aiSettings', defaultAiSettings);
  }
  draft.assign('aiSettings', 'ai', fields);
  return ok({ id: 'ai' });
}

function checkAddress(kind: ProviderKind, address: string): Result<void> {
  const url = new URL(address);
  if (isLoopback(url)) return ok();
  if (kind === 'ollama') {
    return problem(
      'ai.not-local',
      'Ollama must run on this computer. Nothing was changed.',
      'Use an address such as http://127.0.0.1:11434.',
    );
  }
  if (url.protocol === 'https:') return ok();
  return problem(
    'ai.not-encrypted',
    'Only encrypted connections may leave this computer. Nothing was changed.',
    'Use an address that begins with https://',
  );
}

const providerMissing = () => problem('ai.provider-missing', 'This model is no longer in your list.');

export const aiCommands = [
  configureAi,
  addProvider,
  updateProvider,
  removeProvider,
  approveProvider,
] as const;
