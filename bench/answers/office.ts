import { createEgressGuard } from '#electron/services/egress/guard.ts';
import { createModelService } from '#electron/services/models/service.ts';
import { readMessages } from '#renderer/vault/agent/reader.ts';
import type { ActsGate } from '#renderer/vault/models/acts-gate.ts';
import { createModels, type Models } from '#renderer/vault/models/models.ts';
import { hearConversation } from '#shared/agent/acts/conversation.ts';
import { actsRequest } from '#shared/agent/acts/model-acts.ts';
import { readingRequest } from '#shared/agent/extraction/model-reading.ts';
import type { ReplyFacts } from '#shared/agent/facts.ts';
import { insightRequest } from '#shared/agent/insight/requests.ts';
import type { ModelRequest } from '#shared/agent/model-port.ts';
import { buildReplyPrompt } from '#shared/agent/prompt.ts';
import { factsFor, messageOf } from '#shared/agent/testing.ts';
import { recordsFor } from '#shared/agent/testing-records.ts';
import type { Bridge, CallHandlers, StreamHandlers } from '#shared/bridge/bridge.ts';
import { defaultAiSettings } from '#shared/domain/business.ts';
import { expectOk } from '#shared/lib/result.ts';
import type { ModelProvider } from '#shared/domain/model-provider.ts';

/** A small office: 70 services, two conversations, one model of this computer. */
export interface Office {
  models: Models;
  /** A draft for the first conversation, before and after the customer's second message. */
  draft(messages: 'one' | 'two', background?: boolean): ModelRequest;
  /** Whatever else reads a conversation: the one that is drafted for, after its second message, or another. */
  ask(conversation: 'second' | 'other'): Record<OtherPurpose, () => Promise<{ ok: boolean }>>;
}

export type OtherPurpose = 'reading' | 'summary' | 'question' | 'acts';

/** The trial is not what is measured here. */
const passed: ActsGate = { refusal: async () => undefined, hasReadAll: () => true };

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
  const models = createModels({ bridge, records, acts: passed });
  return {
    models,
    draft: (messages, background = false) => ({
      purpose: background ? 'autopilot' : 'reply',
      about: ['maria'],
      messages: (budget) => buildReplyPrompt(messages === 'one' ? first : second, budget),
      maxTokens: 60,
    }),
    ask: (conversation) => purposesOf(models, conversation === 'second' ? second : other),
  };
}

function purposesOf(models: Models, facts: ReplyFacts): ReturnType<Office['ask']> {
  const { business, now } = facts;
  const records = recordsFor(facts);
  const asked = { conversationId: 'talk', question: 'What does the customer want?' };
  const { signal } = new AbortController();
  return {
    reading: () => models.complete(readingRequest(facts)),
    summary: () => models.complete(insightRequest(facts, [])),
    question: () => readMessages(models, { records, business, now }, asked, () => {}, signal),
    acts: () => models.complete(actsRequest(expectOk(hearConversation(records, 'talk', now)))),
  };
}

function factsWith(name: string, texts: string[]): ReplyFacts {
  const facts = factsFor(texts, { services });
  const contact = { id: name.toLowerCase(), name, createdAt: 0 };
  const greeting = messageOf('Good morning, this is the office. How can we help?', 'out', -500);
  const asked = texts.map((text, i) => messageOf(text, 'in', i - 400));
  return { ...facts, contact, messages: [greeting, ...asked] };
}
