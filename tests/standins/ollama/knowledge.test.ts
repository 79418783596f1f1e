import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Bridge } from '#shared/bridge/bridge.ts';
import { createMemoryRecords, type MemoryRecords } from '#shared/commands/testing.ts';
import type { Knowledge } from '#shared/domain/knowledge.ts';
import type { ModelProvider } from '#shared/domain/model-provider.ts';
import { defaultAiSettings } from '#shared/domain/business.ts';
import { createEgressGuard } from '#electron/services/egress/guard.ts';
import { createModelService } from '#electron/services/models/service.ts';
import { createKnowledgeFinder } from '#renderer/vault/knowledge/finder.ts';
import { createModels } from '#renderer/vault/models/models.ts';
import { createOllamaStandin, type OllamaStandin } from './server.ts';

/** From a question to the passages that answer it: the vault's finder, the shell's service, Ollama's interface. */
let standin: OllamaStandin;
let memory: MemoryRecords;
beforeEach(async () => {
  standin = await createOllamaStandin({
    models: [{ name: 'llama3.2:3b' }, { name: 'nomic-embed-text', embeds: true }],
  });
  memory = createMemoryRecords();
});
afterEach(() => standin.close());

const rows: [id: string, title: string, text: string][] = [
  ['parking', 'Is there parking?', 'Behind the shop, free for customers.'],
  ['guarantee', 'Guarantee', 'Our workmanship is guaranteed for two years.'],
  ['weekend', 'Do you work on Saturdays?', 'From nine to twelve, for emergencies.'],
  ['dogs', 'Pets', 'We are happy to meet your dog.'],
];

function open(embeddingModel: string | undefined) {
  for (const [id, title, text] of rows) create('knowledge', knowledgeRow(id, title, text));
  const provider: ModelProvider = {
    id: 'ollama',
    kind: 'ollama',
    name: 'Ollama',
    url: standin.url,
    model: 'llama3.2:3b',
    ...(embeddingModel === undefined ? {} : { embeddingModel }),
    contextTokens: 8192,
    hasKey: false,
    createdAt: 0,
  };
  create('modelProviders', provider);
  const settings = { ...defaultAiSettings, chain: ['ollama'] };
  create('aiSettings', settings);
  const { calls } = createModelService({ guard: createEgressGuard({ now: () => 0, newId: () => 'line' }) });
  const bridge = { call: (name: 'models.embed', args: never) => calls[name](args) } as unknown as Bridge;
  const { records } = memory;
  const models = createModels({ bridge, records });
  const finder = createKnowledgeFinder({ models, records, apply: (changes) => memory.apply(changes) });
  return async (question: string) =>
    (await finder.find(question, 'a')).map(({ row }: { row: Knowledge }) => row.id);
}

function knowledgeRow(id: string, title: string, text: string): Knowledge {
  return { id, kind: 'answer', title, text, status: 'approved', source: 'owner', createdAt: 1 };
}

function create(collection: 'knowledge' | 'modelProviders' | 'aiSettings', record: { id: string }): void {
  memory.apply([{ collection, id: record.id, path: [], before: undefined, after: { ...record } as never }]);
}

test.each([
  ['¿Dónde puedo aparcar?', 'parking'],
  ['And if it breaks again?', 'guarantee'],
  ['Kommen Sie auch am Wochenende?', 'weekend'],
  ['My cats live here', 'dogs'],
])('“%s” is answered by what it means, though no word of it stands there', async (question, id) => {
  expect(await open(undefined)(question)).toEqual([]);
  expect(await open('nomic-embed-text')(question)).toEqual([id]);
});

test('the entries go to the model once, in one batch, and the vectors stay on this device', async () => {
  const find = open('nomic-embed-text');
  await find('¿Dónde puedo aparcar?');
  await find('And if it breaks again?');
  const asked = standin
    .requestsTo('/api/embed')
    .map(({ body }) => (body as { input: string[] }).input.length);
  expect(asked).toEqual([1, rows.length, 1]);
  for (const { body } of standin.requestsTo('/api/embed')) expect(body).toMatchObject({ truncate: false });
  expect(memory.list('knowledgeVectors')).toHaveLength(rows.length);
});

test('a model that is not there, or makes no vectors, leaves the words', async () => {
  for (const model of ['not-pulled', 'llama3.2:3b']) {
    expect(await open(model)('¿Dónde puedo aparcar?')).toEqual([]);
    expect(await open(model)('Do you have parking there?')).toEqual(['parking']);
  }
});
