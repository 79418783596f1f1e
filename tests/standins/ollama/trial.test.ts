import { afterEach, describe, expect, test } from 'vitest';
import type { Bridge } from '#shared/bridge/bridge.ts';
import { withAutopilot } from '#shared/agent/autopilot/testing.ts';
import { plainCount, trapCount } from '#shared/agent/trial/questions.ts';
import { verdictOf } from '#shared/agent/trial/trial.ts';
import { createWork } from '#shared/lib/async.ts';
import { expectOk } from '#shared/lib/result.ts';
import { systemTimers } from '#shared/lib/system-timers.ts';
import { eventually } from '#shared/lib/testing/eventually.ts';
import { createEgressGuard } from '#electron/services/egress/guard.ts';
import { createModelService } from '#electron/services/models/service.ts';
import { createRecordChanges } from '#renderer/vault/books/record-changes.ts';
import { createModels, type Models } from '#renderer/vault/models/models.ts';
import { createDrafting } from '#renderer/vault/drafting/drafting.ts';
import type { Kept } from '#renderer/vault/trial/kept.ts';
import { createTrials, type Trials, type TrialsView } from '#renderer/vault/trial/trials.ts';
import { createOpenAiStandin } from '../openai/server.ts';
import { promptTokens } from './chat.ts';
import type { ChatBody, StandinOptions } from './options.ts';
import { createOllamaStandin } from './server.ts';
import { usualAnswer } from './usual-answer.ts';

const closing: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const each of closing.splice(0).toReversed()) await each.close();
});

const total = plainCount + trapCount;
const question = 'How much is a boiler service?';

/** A plumber's office with one model, over the real service, guard and HTTP: what the vault does, without the worker. */
function officeOf(provider: { kind: 'ollama' | 'openai'; url: string; model: string; key?: string }) {
  const world = withAutopilot(question);
  const { id } = expectOk(world.run('ai.addProvider', { kind: provider.kind })) as { id: string };
  const { kind: _, ...fields } = provider;
  world.run('ai.updateProvider', { id, fields });
  let ids = 0;
  const guard = createEgressGuard({ now: Date.now, newId: () => `egress-${ids++}` });
  const service = createModelService({ guard });
  const { calls, streams } = service;
  const bridge = {
    call: (name: 'models.probe', args: { url: string }) => calls[name](args),
    stream: (name: 'models.chat', args: never, onEvent: (event: never) => void, signal?: AbortSignal) =>
      streams[name](args, onEvent as never, signal ?? new AbortController().signal),
  } as unknown as Bridge;
  const disk: { kept: Kept } = { kept: { trials: [], underWay: [] } };

  /** Unlocks the workspace; locking it ends what runs. */
  function open() {
    const work = createWork(systemTimers);
    const heard: TrialsView[] = [];
    const models: Models = createModels({
      bridge,
      records: world.records,
      acts: {
        refusal: (each) => trials.gate.refusal(each),
        hasReadAll: (each, usage) => trials.gate.hasReadAll(each, usage),
      },
    });
    const trials: Trials = createTrials({
      models,
      bridge,
      records: world.records,
      kept: {
        read: async () => structuredClone(disk.kept),
        async write(next) {
          disk.kept = structuredClone(next);
        },
      },
      changes: createRecordChanges({ work }),
      work,
      now: () => world.context.now,
      onChange: (view) => heard.push(view),
    });
    const lock = async () => work[Symbol.asyncDispose]();
    closing.push({ close: lock });
    return { work, models, trials, heard, lock, last: () => heard.at(-1)?.states[0] };
  }
  return { world, id, open, disk, service };
}

async function withOllama(options: StandinOptions = {}) {
  const standin = await createOllamaStandin(options);
  closing.push(standin);
  const office = officeOf({ kind: 'ollama', url: standin.url, model: 'llama3.2:3b' });
  return { standin, ...office, ...office.open() };
}

type Office = Pick<Awaited<ReturnType<typeof withOllama>>, 'trials' | 'id' | 'work' | 'world'>;

/** The chosen model. */
function chosen({ id, world }: Pick<Office, 'id' | 'world'>) {
  return { providerId: id, model: world.records.get('modelProviders', id)?.model ?? '' };
}

/** Tries the model to the end, and gives what came of it. */
async function tried({ trials, work, ...office }: Office) {
  expectOk(await trials.start(chosen(office)));
  await work.quiet();
  const { states, best } = await trials.look();
  const [state] = states;
  return { ...state!, best, verdict: state?.trial && verdictOf(state.trial) };
}

const mayChoose = ({ models }: { models: Models }) => models.mayChooseActs(['maria']);

test('a model may choose acts when it was tried here and has passed, and not before', async () => {
  const office = await withOllama();
  expect(await mayChoose(office)).toBe(false);
  const { trial, verdict, running } = await tried(office);
  expect(verdict).toMatchObject({ passed: true, share: 1, mistakes: [] });
  expect(trial).toMatchObject({ total, digest: 'sha256:llama3.2:3b', services: 4 });
  expect(trial?.answers).toHaveLength(total);
  expect(running).toBe(false);
  expect(await mayChoose(office)).toBe(true);
});

test('a draft of an untried model is composed text; one that has passed begins with those sentences', async () => {
  const office = await withOllama();
  const { models, world, standin } = office;
  const drafting = createDrafting({ models, records: world.records, now: () => world.context.now });
  const untried = expectOk(await drafting.draft('talk', () => {}));
  expect(untried).toMatchObject({ source: 'basic', citations: ['services/boiler'] });
  expect(untried.note).toContain('not tried');
  expect(standin.requestsTo('/api/chat')).toEqual([]);
  await tried(office);
  const asked = standin.requestsTo('/api/chat').length;
  expect(expectOk(await drafting.draft('talk', () => {}))).toMatchObject({ source: 'model' });
  const { messages } = standin.requestsTo('/api/chat')[asked]!.body as ChatBody;
  expect(messages.at(-1)?.content).toContain(JSON.stringify(untried.text));
});

test('it is measured: how fast it reads and writes, and that a further message begins with what it knows', async () => {
  const { trial } = await tried(await withOllama({ readsPerSecond: 100 }));
  const { reads, writes, first, next } = trial!.speed;
  expect(reads).toBeGreaterThan(50);
  expect(reads).toBeLessThan(200);
  expect(writes).toBeGreaterThan(0);
  expect(next! * 3).toBeLessThan(first!);
});

test('of the models that were tried here the better one is recommended, whichever is chosen now', async () => {
  const models = [{ name: 'llama3.2:3b' }, { name: 'poor:1b' }];
  const office = await withOllama({ models, answer: poorly });
  const { id, world } = office;
  expect((await tried(office)).best).toEqual({ providerId: id, model: 'llama3.2:3b' });
  world.run('ai.updateProvider', { id, fields: { model: 'poor:1b' } });
  expect(await tried(office)).toMatchObject({
    verdict: { passed: false },
    best: { providerId: id, model: 'llama3.2:3b' },
  });
  expect(await mayChoose(office)).toBe(false);
  office.standin.set({ models: [{ name: 'poor:1b' }] });
  expect((await office.trials.look()).best).toBeUndefined();
});

test('a model can be tried before it is chosen, and chooses at once when it is', async () => {
  const models = [{ name: 'poor:1b' }, { name: 'llama3.2:3b' }];
  const office = await withOllama({ models, answer: poorly });
  const { id, world, trials, work } = office;
  world.run('ai.updateProvider', { id, fields: { model: 'poor:1b' } });
  expectOk(await trials.start({ providerId: id, model: 'llama3.2:3b' }));
  await work.quiet();
  const asked = office.standin.requestsTo('/api/chat').map(({ body }) => (body as ChatBody).model);
  expect(new Set(asked)).toEqual(new Set(['llama3.2:3b']));
  expect((await trials.look()).states).toMatchObject([
    { model: 'poor:1b', trial: undefined },
    { model: 'llama3.2:3b', running: false, trial: { endedAt: expect.any(Number) } },
  ]);
  expect(await mayChoose(office)).toBe(false);
  world.run('ai.updateProvider', { id, fields: { model: 'llama3.2:3b' } });
  expect(await mayChoose(office)).toBe(true);
});

test('one that is tried again keeps its right until the new trial is over and has failed', async () => {
  const office = await withOllama();
  await tried(office);
  office.standin.set({ answer: () => ({ text: '{"acts":[]}', pieceDelay: 1 }) });
  expectOk(await office.trials.start(chosen(office)));
  await eventually(() => (office.last()?.trial?.answers.length ?? total) < total / 2, 'the first answers');
  expect(office.last()).toMatchObject({ running: true, stillPassed: true });
  expect(await mayChoose(office)).toBe(true);
  await office.work.quiet();
  expect(office.last()).toMatchObject({ running: false, stillPassed: false });
  expect(await mayChoose(office)).toBe(false);
});

/** As a good model does, but for one that answers nothing of use. */
function poorly(body: ChatBody) {
  return { text: body.model === 'poor:1b' ? '{"acts":[]}' : usualAnswer(body) };
}

test('a model that names other records does not pass, and each mistake is kept with its question', async () => {
  const office = await withOllama({
    answer: (body) => {
      const text = usualAnswer(body);
      return { text: text.replace(/"service":"[^"]+"/, '"service":"Labour"') };
    },
  });
  const { verdict } = await tried(office);
  expect(verdict).toMatchObject({ passed: false });
  expect(verdict?.mistakes[0]).toMatchObject({ outcome: 'wrong', chose: [{ serviceIds: ['labour'] }] });
  expect(verdict?.mistakes[0]?.text).toMatch(/Tap repair|Boiler service|Drain unblocking/);
  expect(await mayChoose(office)).toBe(false);
});

test('a model that never ends is cut off each time, does not pass and keeps nobody waiting', async () => {
  const begun = '{"acts":[{"act":"hours","day":"none","quote":"x"},';
  const office = await withOllama({ answer: () => ({ text: begun, doneReason: 'length' }) });
  const { verdict, running } = await tried(office);
  expect(verdict).toMatchObject({ passed: false, share: 0 });
  expect(verdict?.mistakes).toHaveLength(total);
  expect(running).toBe(false);
});

describe('a passed trial counts no more', () => {
  test('when the weights behind the name are others', async () => {
    const office = await withOllama();
    await tried(office);
    office.standin.set({ models: [{ name: 'llama3.2:3b', digest: 'sha256:other' }] });
    expect(await mayChoose(office)).toBe(false);
    expect(await office.trials.look()).toMatchObject({ states: [{ stale: 'model' }], best: undefined });
    await tried(office);
    expect(await mayChoose(office)).toBe(true);
  });

  test('when the price list has grown by more than a third', async () => {
    const office = await withOllama();
    await tried(office);
    const [service] = office.world.list('services');
    office.world.put('services', { ...service!, id: 'a', name: 'Radiator' });
    expect(await mayChoose(office)).toBe(true);
    office.world.put('services', { ...service!, id: 'b', name: 'Shower' });
    expect(await mayChoose(office)).toBe(false);
    expect(await office.trials.look()).toMatchObject({ states: [{ stale: 'prices' }] });
  });

  test('when the server does not say which model it has', async () => {
    const office = await withOllama();
    await tried(office);
    await office.standin.close();
    expect(await mayChoose(office)).toBe(false);
    expect(await office.trials.look()).toMatchObject({ states: [{ stale: undefined }] });
  });
});

test('what a person waits for goes first; the trial goes on afterwards and misses no question', async () => {
  const office = await withOllama({ answer: (body) => ({ text: usualAnswer(body), pieceDelay: 1 }) });
  expectOk(await office.trials.start(chosen(office)));
  await eventually(() => (office.last()?.trial?.answers.length ?? 0) > 3, 'the first answers');
  const before = office.last()!.trial!.answers.length;
  const words = { purpose: 'test', about: [], maxTokens: 100 } as const;
  expectOk(
    await office.models.stream({ ...words, messages: [{ role: 'user', content: 'Hello' }] }, () => {}),
  );
  expect(office.last()!.trial!.answers.length).toBeLessThanOrEqual(before + 2);
  await office.work.quiet();
  const texts = office.last()!.trial!.answers.map(({ text }) => text);
  expect(new Set(texts).size).toBe(total);
  expect(texts).toHaveLength(total);
});

test('one that is stopped goes on where it was, also after locking', async () => {
  const office = await withOllama({ answer: (body) => ({ text: usualAnswer(body), pieceDelay: 1 }) });
  expectOk(await office.trials.start(chosen(office)));
  await eventually(() => (office.last()?.trial?.answers.length ?? 0) > 3, 'the first answers');
  office.trials.stop(chosen(office));
  await office.work.quiet();
  const stopped = office.last()!.trial!.answers.length;
  expect(office.last()).toMatchObject({ running: false, problem: undefined });
  expect(await mayChoose(office)).toBe(false);

  expectOk(await office.trials.start(chosen(office)));
  await eventually(() => (office.last()?.trial?.answers.length ?? 0) > stopped, 'it to go on');
  await office.lock();
  expect(office.disk.kept.underWay).toEqual([chosen(office)]);
  const again = office.open();
  again.trials.resume();
  await eventually(() => again.last()?.trial?.endedAt !== undefined, 'the end');
  await again.work.quiet();
  expect(again.last()!.trial!.answers).toHaveLength(total);
  expect(await mayChoose(again)).toBe(true);
});

test('a server that goes away ends it with the reason, and what was asked is kept', async () => {
  const office = await withOllama({ answer: (body) => ({ text: usualAnswer(body), pieceDelay: 1 }) });
  expectOk(await office.trials.start(chosen(office)));
  await eventually(() => (office.last()?.trial?.answers.length ?? 0) > 3, 'the first answers');
  await office.standin.close();
  await office.work.quiet();
  expect(office.last()?.problem?.code).toMatch(/^model\./);
  expect(office.last()?.trial?.answers.length).toBeGreaterThan(3);
});

test('without prices there is nothing to try', async () => {
  const office = await withOllama();
  for (const service of office.world.list('services'))
    office.world.put('services', { ...service, archivedAt: 1 });
  expect(await office.trials.start(chosen(office))).toMatchObject({
    ok: false,
    error: { code: 'trial.no-prices' },
  });
});

describe('a server that is not Ollama', () => {
  const model = 'small-model';
  const counted = (body: unknown) => promptTokens(body as ChatBody);

  async function withOther(read: (body: unknown) => number) {
    const behaviour = { text: (body: unknown) => usualAnswer(inOllamasForm(body)), promptTokens: read };
    const standin = await createOpenAiStandin(behaviour);
    closing.push(standin);
    const office = officeOf({ kind: 'openai', url: standin.url, model, key: 'the-key' });
    return { standin, behaviour, ...office, ...office.open() };
  }

  test('passes where it counts what it has read', async () => {
    const office = await withOther(counted);
    const { verdict, trial } = await tried(office);
    expect(trial?.counting).toMatchObject({ counts: true, cuts: false, share: expect.any(Number) });
    expect(verdict).toMatchObject({ passed: true });
    expect(await mayChoose(office)).toBe(true);
  });

  test('does not pass where it counts nothing: whether it has read the rules is not known', async () => {
    const office = await withOther(() => 0);
    expect((await tried(office)).verdict).toMatchObject({ passed: false, reasons: ['noCount'] });
    expect(await mayChoose(office)).toBe(false);
  });

  test('does not pass where it cuts what is long', async () => {
    const office = await withOther((body) => Math.min(counted(body), 700));
    expect((await tried(office)).verdict?.reasons).toContain('cuts');
  });

  test('is not believed when it has read less than in its trial', async () => {
    const office = await withOther(counted);
    await tried(office);
    const { models } = office;
    const ask = async () => {
      const { actsRequest } = await import('#shared/agent/acts/model-acts.ts');
      const { hearConversation } = await import('#shared/agent/acts/conversation.ts');
      const { world } = office;
      return models.complete(
        actsRequest(expectOk(hearConversation(world.records, 'talk', world.context.now))),
      );
    };
    expect((await ask()).ok).toBe(true);
    office.standin.set({ ...office.behaviour, promptTokens: (body) => counted(body) / 2 });
    expect(await ask()).toMatchObject({ ok: false, error: { code: 'model.prompt-cut' } });
  });
});

/** As the stand-in's model gets it. */
function inOllamasForm(body: unknown): ChatBody {
  const {
    messages,
    model,
    response_format: form,
  } = body as ChatBody & {
    response_format?: { json_schema?: { schema?: unknown } };
  };
  return { model, messages, format: form?.json_schema?.schema };
}
