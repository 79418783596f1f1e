import { canDo } from '#shared/agent/model-names.ts';
import type { Demo } from '#shared/bridge/contract.ts';
import { proposedFields } from '#shared/domain/public-page.ts';
import { ok, type Result } from '#shared/lib/result.ts';
import { run } from '#renderer/state/commands.ts';
import { windowRecords } from '#renderer/state/records.ts';
import { bridge, vault } from '#renderer/state/vault-client.ts';

/** Connects the demo's stand-ins. The settings come first: they are what lets requests out to each of them. */
export async function connectDemo(demo: Demo, channelName: string): Promise<Result<unknown>> {
  const { ollamaUrl } = demo;
  const assistant = await run('ai.addProvider', { kind: 'ollama', url: ollamaUrl }, { quiet: true });
  if (!assistant.ok) return assistant;
  const channel = await run(
    'channel.connect',
    { kind: 'whatsapp', name: channelName, ...demo.whatsapp },
    { quiet: true },
  );
  if (!channel.ok) return channel;
  // A demo shows what goes out by itself: nobody but the demo's own customers gets it.
  const answers = await run('autopilot.configure', { mode: 'always', everyone: true }, { quiet: true });
  if (!answers.ok) return answers;
  const { phoneNumberId: accountId } = demo.whatsapp;
  const sample = await run('sample.connect', { accountId }, { quiet: true });
  if (!sample.ok) return sample;
  const relay = await vault().connectRelay(demo.relayUrl);
  if (!relay.ok) return relay;
  const page = await publishPage(demo.pageSlug);
  return page.ok ? chooseModel(assistant.value.id, ollamaUrl) : page;
}

/** Shows the sample business to the demo's customers, one of whom asks for an appointment there. */
async function publishPage(slug: string): Promise<Result<unknown>> {
  const business = windowRecords.get('business', 'business');
  if (business === undefined) return ok({});
  const proposed = proposedFields({
    business,
    services: windowRecords.all('services'),
    rules: new Map(),
    languages: undefined,
  });
  for (const field of ['name', 'area', 'services', 'hours'] as const) {
    const shown = { [field]: proposed[field] };
    if (proposed[field] === undefined) continue;
    const approved = await run('page.approve', { field, shown }, { quiet: true });
    if (!approved.ok) return approved;
  }
  const named = await run('page.setAddress', { slug }, { quiet: true });
  return named.ok ? run('page.publish', {}, { quiet: true }) : named;
}

/** Takes the first model that runs on this computer, and the one that finds knowledge by meaning. */
async function chooseModel(id: string, ollamaUrl: string): Promise<Result<unknown>> {
  const status = await bridge().call('models.probe', { url: ollamaUrl });
  if (!status.ok || status.value.state !== 'ready') return status;
  const here = status.value.models.filter(({ local }) => local);
  const embeddingModel = here.find((each) => canDo(each, 'embedding'))?.name;
  const model = here.find((each) => canDo(each, 'completion'))?.name;
  return run('ai.updateProvider', { id, fields: { model, embeddingModel } }, { quiet: true });
}
