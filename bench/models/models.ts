import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { Ollama } from 'ollama';
import { createEgressGuard } from '#electron/services/egress/guard.ts';
import { createModelService } from '#electron/services/models/service.ts';
import { createModels } from '#renderer/vault/models/models.ts';
import type { ChatMessage, ModelRequest } from '#shared/agent/model-port.ts';
import type { Bridge, StreamHandlers } from '#shared/bridge/bridge.ts';
import { defaultAiSettings } from '#shared/domain/business.ts';
import { type RecordReader, scanning } from '#shared/records/reader.ts';
import type { CollectionName, RecordOf } from '#shared/domain/collections.ts';
import type { AiSettings } from '#shared/domain/business.ts';
import type { ModelProvider } from '#shared/domain/model-provider.ts';
import { problem } from '#shared/lib/result.ts';
import { median, printFigure, quantile } from '../lib/figure.ts';

/**
 * What our layer (chain, prompt's budget, egress guard, check that the model is local, adapter)
 * adds until the first word, over Ollama's own client with the same messages. The stand-in answers at once, so this
 * is the worst ratio there can be: a real model thinks for a tenth of a second and more.
 */
const rounds = 300;
const warmUp = 30;
const model = 'llama3.2:3b';
const messages: ChatMessage[] = [
  { role: 'system', content: 'You answer customers of a plumber. '.repeat(120) },
  { role: 'user', content: 'The tap in our kitchen drips again, could you come by this week?' },
];

const standin = spawn(
  process.execPath,
  [path.resolve(import.meta.dirname, '../../tests/standins/ollama/main.ts'), '--port', '0'],
  { stdio: ['ignore', 'pipe', 'inherit'] },
);
try {
  const [line] = (await once(standin.stdout, 'data')) as [Buffer];
  const url = /http:\/\/\S+/.exec(line.toString())?.[0];
  if (url === undefined) throw new Error('The stand-in did not say where it is');
  await measure(url);
} finally {
  standin.kill();
}

async function measure(url: string): Promise<void> {
  const raw = new Ollama({ host: url });
  const layer = layerOver(url);
  const [ours, theirs]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds + warmUp; round++) {
    const [without, within] = [await firstWordOf(raw), await firstWord(layer)];
    if (round < warmUp) continue;
    theirs.push(without);
    ours.push(within);
  }
  report('models.first-word-p50', median(ours), median(theirs));
  report('models.first-word-p95', quantile(ours, 0.95), quantile(theirs, 0.95));
}

function report(name: string, value: number, peerValue: number): void {
  const note = 'a server that answers at once; the check that the model runs here is part of ours';
  printFigure({
    name,
    value,
    unit: 'ms',
    peer: 'ollama-client',
    peerValue,
    encrypted: false,
    durable: false,
    note,
  });
}

async function firstWordOf(client: Ollama): Promise<number> {
  const start = performance.now();
  const answer = await client.chat({ model, messages, stream: true, options: { num_ctx: 8192 } });
  for await (const { message } of answer) {
    if (message.content === '') continue;
    answer.abort();
    return performance.now() - start;
  }
  throw new Error('No word came');
}

async function firstWord(models: ReturnType<typeof createModels>): Promise<number> {
  const stopping = new AbortController();
  const start = performance.now();
  let first: number | undefined;
  const request: ModelRequest = { purpose: 'test', about: [], messages, maxTokens: 256 };
  await models.stream(
    request,
    () => {
      first ??= performance.now() - start;
      stopping.abort();
    },
    stopping.signal,
  );
  if (first === undefined) throw new Error('No word came');
  return first;
}

/** As the vault has it, with the shell's services in the same process. */
function layerOver(url: string): ReturnType<typeof createModels> {
  const guard = createEgressGuard({ now: Date.now, newId: () => crypto.randomUUID() });
  const { streams } = createModelService({ guard });
  const bridge: Bridge = {
    call: () => Promise.resolve(problem('bench.no-shell', 'The benchmark has no shell.')),
    stream: (name, args, onEvent, signal = new AbortController().signal) =>
      (streams as StreamHandlers)[name](args, onEvent, signal),
    openSocket: () => ({ send() {}, close() {} }),
  };
  return createModels({ bridge, records: recordsOf(url) });
}

function recordsOf(url: string): RecordReader {
  const provider: ModelProvider = {
    id: 'ollama',
    kind: 'ollama',
    name: 'Ollama',
    url,
    model,
    contextTokens: 8192,
    hasKey: false,
    createdAt: 0,
  };
  const settings: AiSettings = { ...defaultAiSettings, chain: [provider.id] };
  const tables: Partial<Record<CollectionName, { id: string }[]>> = {
    aiSettings: [settings],
    modelProviders: [provider],
  };
  const all = <Name extends CollectionName>(name: Name) =>
    (tables[name] ?? []) as unknown as RecordOf<Name>[];
  return scanning({ all, get: (name, id) => all(name).find((record) => record.id === id) });
}
