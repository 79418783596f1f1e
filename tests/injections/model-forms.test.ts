import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { sourceFiles } from '../../build/checks/repository.ts';
import { actsRequest } from '#shared/agent/acts/model-acts.ts';
import { hearConversation } from '#shared/agent/acts/conversation.ts';
import type { ModelPort, TypedModelRequest } from '#shared/agent/model-port.ts';
import { lowerSchema } from '#shared/agent/model-schema.ts';
import { factsFor, fridayMorning, plumber } from '#shared/agent/testing.ts';
import { recordsFor } from '#shared/agent/testing-records.ts';
import { createMemoryRecords } from '#shared/commands/testing.ts';
import { defaultAiSettings } from '#shared/domain/business.ts';
import { err, expectOk } from '#shared/lib/result.ts';
import { createChat } from '#renderer/vault/agent/chat.ts';
import { createEarlier } from '#renderer/vault/agent/earlier.ts';
import { createExtraction } from '#renderer/vault/extraction/extraction.ts';
import { createInsight } from '#renderer/vault/insight/insight.ts';
import { measure } from '#renderer/vault/trial/measure.ts';
import { runTrial } from '#renderer/vault/trial/run-trial.ts';

/** A schema is code for a model's server: what one version does not know ends another one. */
type Models = Pick<ModelPort, 'complete' | 'stream'>;

const facts = factsFor('Can you come for the boiler service on Tuesday?');
const provider = { id: 'a', kind: 'ollama', name: 'A', url: 'http://127.0.0.1:1', model: 'm', hasKey: false };
const ollama = { ...provider, kind: 'ollama' as const, contextTokens: 8192, createdAt: 0 };
const asked = {
  language: 'en',
  kind: 'price',
  outcome: 'right',
  reached: false,
  chose: [],
  left: [],
} as const;
const begunTrial = {
  form: 1,
  url: ollama.url,
  model: 'm',
  services: 4,
  total: 66,
  answers: [{ ...asked, text: 'Asked before', chose: [], left: [] }],
  speed: {},
};
const records = recordsFor(facts, {
  labels: [{ id: 'urgent', name: 'Urgent "now"', colour: 'red', createdAt: 0 }],
  modelProviders: [ollama],
  aiSettings: [{ ...defaultAiSettings, chain: ['a'] }],
});
const now = () => fridayMorning;

/** Each place that asks a model for a value, and how to have it ask. */
const askers: Record<string, (models: Models) => Promise<unknown>> = {
  'shared/agent/autopilot/decide.ts': (models) =>
    models.complete(actsRequest(expectOk(hearConversation(records, 'talk', fridayMorning)))),
  'renderer/vault/extraction/extraction.ts': (models) =>
    createExtraction({ models, records, now }).propose('talk'),
  'renderer/vault/insight/insight.ts': async (models) => {
    const insight = createInsight({ models, records, now });
    await insight.sayAbout('talk', true);
    await insight.translate('talk', 'es');
  },
  'renderer/vault/agent/chat.ts': (models) => {
    const earlier = createEarlier({
      openHistory: async () => {},
      earlierYear: () => undefined,
      openNewestClosed: async () => {},
    });
    const context = { records: createMemoryRecords().records, business: plumber, now: fridayMorning };
    const question = { text: 'Who owes me money?', chosen: undefined, context, language: 'en' as const };
    return createChat({ models, earlier, busyNow: async () => [], id: 'chat' }).ask(
      question,
      () => {},
      new AbortController().signal,
    );
  },
  'renderer/vault/trial/measure.ts': (models) =>
    measure({ models, provider: ollama, longest: 1000, nonce: 'a' }, new AbortController().signal),
  'renderer/vault/trial/run-trial.ts': (models) =>
    runTrial({ models, records, now, onStep() {} }, ollama, begunTrial, new AbortController().signal),
};

test('every place that asks a model for a value is looked at here', () => {
  const product = sourceFiles().filter((file) => /^(shared|renderer|electron)\//.test(file));
  const asking = product.filter(
    (file) => !/\.test\.tsx?$/.test(file) && /\.complete\(/.test(readFileSync(file, 'utf8')),
  );
  expect(asking.toSorted()).toEqual(Object.keys(askers).toSorted());
});

test.each(Object.keys(askers))('the forms of %s can be told to every engine as they are', async (file) => {
  const formats: TypedModelRequest<unknown>['format'][] = [];
  const models = {
    complete: async ({ format }: TypedModelRequest<unknown>) => {
      formats.push(format);
      return err({ code: 'model.none', message: '', partial: '', receipts: [], skipped: [] });
    },
  } as unknown as Models;
  await askers[file]!(models);
  expect(formats.length).toBeGreaterThan(0);
  for (const format of formats) expect(lowerSchema(format).lost).toEqual([]);
});
