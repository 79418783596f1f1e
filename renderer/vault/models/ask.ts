import type { AnsweredBy, ModelPurpose, ModelRequest } from '#shared/agent/model-port.ts';
import { createPutBack } from '#shared/agent/privacy/put-back.ts';
import { placeOf } from '#shared/agent/providers.ts';
import type { Bridge } from '#shared/bridge/bridge.ts';
import type { ModelTarget, StreamResult } from '#shared/bridge/contract.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { Receipt } from '#shared/domain/model-provider.ts';
import type { Result } from '#shared/lib/result.ts';
import type { ActsGate } from './acts-gate.ts';
import type { Askable } from './permits.ts';
import type { Prompt } from './prompts.ts';

/** How one provider answered. */
export interface Asked {
  result: Result<StreamResult<'models.chat'>>;
  /** As it came, with tokens. */
  raw: string;
  /** As it was shown. */
  shown: string;
  receipts: Receipt[];
}

export interface AskDeps {
  bridge: Bridge;
  records: RecordReader;
  /** Which models may choose acts; none where it is left out. */
  acts?: ActsGate;
}

/** One question to one provider. */
export async function ask(
  { bridge, records }: AskDeps,
  provider: Askable,
  prompt: Prompt,
  request: Turn & { format?: Record<string, unknown> | undefined },
  onText: (text: string) => void,
  signal: AbortSignal | undefined,
): Promise<Asked> {
  const { messages, contextTokens, maxTokens, values } = prompt;
  const asked = { raw: '', shown: '', receipts: [] as Receipt[] };
  const putBack = createPutBack(values, (text) => {
    asked.shown += text;
    onText(text);
  });
  const result = await bridge.stream(
    'models.chat',
    {
      ...targetOf(records, provider),
      ...turnOf(request),
      messages,
      contextTokens,
      maxTokens,
      ...(request.format && { format: request.format }),
    },
    (event) => {
      if ('sent' in event) {
        if (placeOf(provider) === 'remote') asked.receipts.push(receiptOf(provider, event.sent, values.size));
      } else if ('dropped' in event) {
        // What was shown of it is replaced when the answer is whole.
        asked.raw = '';
      } else if (signal?.aborted !== true) {
        asked.raw += event.text;
        putBack.push(event.text);
      }
    },
    signal,
  );
  if (signal?.aborted !== true) putBack.end();
  return { ...asked, result };
}

/** Whose turn it is at a model of this computer. */
type Turn = Pick<ModelRequest, 'purpose' | 'about' | 'background'>;

/** What goes on by itself; for all other purposes somebody waits. */
const background: readonly ModelPurpose[] = [
  'extraction',
  'autopilot',
  'knowledge',
  'labels',
  'beginning',
  'trial',
];

function turnOf({ purpose, about: [contact], background: isBatch = false }: Turn) {
  const waiting = !isBatch && !background.includes(purpose);
  return { purpose, waiting, ...(contact !== undefined && { party: contact }) };
}

/** What the shell needs to know. A model that counts as local must prove it there. */
export function targetOf(records: RecordReader, provider: Askable): ModelTarget {
  const { id, kind, url, model } = provider;
  const key = records.get('modelKeys', id)?.key;
  return { kind, url, model, localOnly: placeOf(provider) === 'local', ...(key !== undefined && { key }) };
}

export function answererOf(provider: Askable): AnsweredBy {
  const { id, kind, name, model, contextTokens } = provider;
  return { id, kind, name, model, contextTokens, place: placeOf(provider) };
}

function receiptOf(
  { name, model }: Askable,
  { ledgerId, at, origin, bytes }: { ledgerId: string; at: number; origin: string; bytes: number },
  replaced: number,
): Receipt {
  return { at, provider: name, model, origin, bytes, replaced, ledgerId };
}
