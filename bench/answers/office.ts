import { createEgressGuard } from '#electron/services/egress/guard.ts';
import { createModelService } from '#electron/services/models/service.ts';
import { createModels, type Models } from '#renderer/vault/models/models.ts';
import { readingRequest } from '#shared/agent/extraction/model-reading.ts';
import type { ReplyFacts } from '#shared/agent/facts.ts';
import { insightRequest } from '#shared/agent/insight/requests.ts';
import type { ModelRequest } from '#shared/agent/model-port.ts';
import { buildReplyPrompt } from '#shared/agent/prompt.ts';
import { factsFor, messageOf } from '#shared/agent/testing.ts';
import { recordsFor } from '#shared/agent/testing-records.ts';
import type { Bridge, CallHandlers, StreamHandlers } from '#shared/bridge/bridge.ts';
import { defaultAiSettings } from '#shared/domain/business.ts';
import type { ModelProvider } from '#shared/domain/model-provider.ts';

/** A small office: 70 services, two conversations, one model of this computer. */
export interface Office {
  models: Models;
  /** A draft for the first conversation, before and after the customer's second message. */
  draft(messages: 'one' | 'two', background?: boolean): ModelRequest;
  reading: ReturnType<typeof readingRequest>;
  summary: ReturnType<typeof insightRequest>;
}

const services = Array.from({ length: 70 }, (_, i) => ({
  id: `s${i}`,
  name: `${['Tap', 'Boiler', 'Drain', 'Radiator', 'Shower', 'Toilet', 'Pump'][i % 7]} work, kind ${i}`,
  unitPrice: String(5000 + i * 150),
  currency: 'EUR',
  order: i,
  createdAt: 0,
}));

/** As the vault has it, with the shell's services in the same process. */
export function openOffice(server: {
  url: string;
  model: string;
  embeddingModel?: string | undefined;
}): Office {
  const provider: ModelProvider = {
    id: 'ollama',
    kind: 'ollama',
    name: 'Ollama',
    contextTokens: 8192,
    hasKey: false,
    createdAt: 0,
    ...server,
  };
  const { calls, streams } = createModelService({
    guard: createEgressGuard({ now: Date.now, newId: () => crypto.randomUUID() }),
  });
  const bridge = {
    call: (name, args) => (calls as CallHandlers)[name](args),
    stream: (name, args, onEvent, signal = new AbortController().signal) =>
      (streams as StreamHandlers)[name](args, onEvent, signal),
    openSocket: () => ({ send() {}, close() {} }),
  } as Bridge;
  const first = factsWith('Maria', [
    'Hello, the tap in our kitchen drips again. Could somebody come this week?',
  ]);
  const second = factsWith('Maria', [
    'Hello, the tap in our kitchen drips again. Could somebody come this week?',
    'Thursday after lunch would be best for us.',
  ]);
  const other = factsWith('Tom', ['Is somebody there on Saturday? The boiler makes a strange noise.']);
  const records = recordsFor(first, {
    modelProviders: [provider],
    aiSettings: [{ ...defaultAiSettings, chain: [provider.id] }],
  });
  return {
    models: createModels({ bridge, records }),
    draft: (messages, background = false) => ({
      purpose: background ? 'autopilot' : 'reply',
      about: ['maria'],
      messages: (budget) => buildReplyPrompt(messages === 'one' ? first : second, budget),
      maxTokens: 60,
    }),
    reading: readingRequest(other),
    summary: insightRequest(other, []),
  };
}

function factsWith(name: string, texts: string[]): ReplyFacts {
  const facts = factsFor(texts, { services });
  const contact = { id: name.toLowerCase(), name, createdAt: 0 };
  const greeting = messageOf('Good morning, this is the office. How can we help?', 'out', -500);
  const asked = texts.map((text, i) => messageOf(text, 'in', i - 400));
  return { ...facts, contact, messages: [greeting, ...asked] };
}
