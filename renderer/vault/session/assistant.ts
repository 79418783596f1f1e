import { messagesOf, questionOf } from '#shared/agent/facts.ts';
import type { Bridge } from '#shared/bridge/bridge.ts';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import type { Work } from '#shared/lib/async.ts';
import { isAside } from '#shared/domain/conversation-state.ts';
import { newId } from '#shared/lib/ids.ts';
import { readMessage } from '#shared/records/messages.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { ignore } from '#shared/lib/ignore.ts';
import type { Result } from '#shared/lib/result.ts';
import type { Database } from '../database/database.ts';
import type { Keybag } from '../keys/keybag.ts';
import { type Agent, createAgent } from '../agent/agent.ts';
import { createEarlier } from '../agent/earlier.ts';
import type { CommandDone } from '../commands/api.ts';
import type { By } from '../commands/executor.ts';
import { type Autopilot, createAutopilot } from '../autopilot/autopilot.ts';
import { type Calls, createCalls } from '../calls/calls.ts';
import { type Comments, createComments } from '../channels/comments.ts';
import { type Profiles, createProfiles } from '../channels/profiles.ts';
import { type Safety, createSafety } from '../heard/safety.ts';
import type { Keyring } from '../books/keyring.ts';
import type { GoogleBusy } from '../google/busy.ts';
import type { Library } from '../books/library.ts';
import type { RecordChanges } from '../books/record-changes.ts';
import { createFeeds, type Feeds } from '../feeds/feeds.ts';
import { createDeletionRequests } from '../inbox/deletion-requests.ts';
import type { Claims } from '../claims/claims.ts';
import { createDrafting, type Drafting } from '../drafting/drafting.ts';
import { createExtraction, type Extraction } from '../extraction/extraction.ts';
import type { InsightApi } from '../insight/api.ts';
import { createInsight } from '../insight/insight.ts';
import { createKnowledgeFinder } from '../knowledge/finder.ts';
import { createPlans, type Plans } from '../plans/plans.ts';
import { createRules, type Rules } from '../rules/rules.ts';
import { createWebhookSending, type WebhookSending } from '../webhooks/sending.ts';
import { createTechnicians, type Technicians } from '../technicians/technicians.ts';
import { createModels, type Models } from '../models/models.ts';
import { createKeptTrials } from '../trial/kept.ts';
import { createTrials, type Trials, type TrialsView } from '../trial/trials.ts';
import { createModelUpkeep, type ModelUpkeep } from '../models/upkeep.ts';

export interface AssistantDeps {
  bridge: Bridge;
  crypto: WebCrypto;
  keybag: Keybag;
  database: Database;
  library: Library;
  changes: RecordChanges;
  claims: Claims;
  keyring: Pick<Keyring, 'canOpen' | 'canWrite'>;
  /** See `CatchUp`. */
  caughtUp(): Promise<boolean>;
  isOwner(): boolean;
  work: Work;
  archive: Parameters<typeof createEarlier>[0];
  emit(event: { type: 'trials'; trials: TrialsView }): void;
  run(name: string, args: unknown, by?: By): Promise<Result<CommandDone>>;
  /** Epoch milliseconds, as this device has them. */
  now(): number;
  /** Epoch milliseconds, as the relay has them. */
  relayNow(): number;
  /** See `GoogleBusy`. */
  busyNow: GoogleBusy['between'];
  /** From 0 up to, not including, 1. */
  random(): number;
}

/** Everything that asks a model, or does a model's work without one. */
export interface Assistant {
  models: Models;
  trials: Trials;
  drafting: Drafting;
  insight: InsightApi;
  agent: Agent;
  extraction: Extraction;
  autopilot: Autopilot;
  profiles: Profiles;
  comments: Comments;
  feeds: Feeds;
  deletionRequests: { wake(): void };
  safety: Safety;
  technicians: Technicians;
  rules: Rules;
  webhookSending: WebhookSending;
  plans: Plans;
  calls: Calls;
  /** Ended with the workspace. */
  modelUpkeep: ModelUpkeep;
  /** Has all that goes on by itself look for what is due: at the beginning, and when there is room again. */
  wakeAll(): void;
}

/** What rules write: of these compartments. */
const ruledBooks = ['people', 'work', 'talk'] as const;

/** What is read for what programs elsewhere are told, and how it is signed. */
const toldBooks = ['people', 'work', 'talk', 'money', 'desk', 'secrets'] as const;

/** A message that is older was not waited for. */
const justNow = 10 * 60_000;

export function createAssistant(deps: AssistantDeps): Assistant {
  const { bridge, crypto, library, changes, claims, run, now, work } = deps;
  // The gate is asked when a model is, and a trial asks models as everybody does.
  const models: Models = createModels({
    bridge,
    records: library,
    acts: {
      refusal: (provider) => trials.gate.refusal(provider),
      hasReadAll: (provider, usage) => trials.gate.hasReadAll(provider, usage),
    },
  });
  const trials = createTrials({
    ...deps,
    models,
    records: library,
    kept: createKeptTrials(deps),
    onChange: (view) => deps.emit({ type: 'trials', trials: view }),
  });
  const asking = { models, records: library, now };
  const finder = createKnowledgeFinder({
    models,
    records: library,
    apply: (changes) => library.apply(changes),
  });
  changes.on(['messages'], (ids) => {
    for (const id of ids) ignore(work.track(finder.prepare(questionIn(library, id, now()))));
  });
  const asked = {
    models,
    trials,
    modelUpkeep: createModelUpkeep({ bridge, models, records: library, changes, work }),
    drafting: createDrafting({ ...asking, finder, busyNow: deps.busyNow }),
    insight: createInsight(asking),
    agent: createAgent({
      ...asking,
      busyNow: deps.busyNow,
      run: (command, args) => run(command, args, 'assistant'),
      earlier: createEarlier(deps.archive),
      newId: () => newId(crypto),
    }),
    extraction: createExtraction(asking),
  };
  const going = {
    autopilot: createAutopilot({
      models,
      busyNow: deps.busyNow,
      records: library,
      changes,
      run,
      claims,
      openFor: (contactId) => deps.archive.openHistory(contactId),
      work,
      now: deps.relayNow,
    }),
    technicians: createTechnicians({
      records: library,
      changes,
      run,
      claims,
      work,
      isOwner: deps.isOwner,
      now: deps.relayNow,
    }),
    calls: createCalls({ records: library, changes, run, work, now: deps.relayNow }),
    rules: createRules({
      records: library,
      changes,
      run,
      claims,
      caughtUp: deps.caughtUp,
      stop: (aboutId) => run('rule.stopFollowUps', { aboutId }),
      mayFollow: () => ruledBooks.every((name) => deps.keyring.canWrite(name)),
      work,
      now: deps.relayNow,
    }),
    webhookSending: createWebhookSending({
      bridge,
      records: library,
      changes,
      run,
      claims,
      caughtUp: deps.caughtUp,
      maySend: () =>
        toldBooks.every((name) => deps.keyring.canOpen(name)) &&
        deps.keyring.canWrite('talk') &&
        deps.keyring.canWrite('secrets'),
      work,
      now: deps.relayNow,
    }),
    plans: createPlans({
      records: library,
      changes,
      run,
      mayWriteMoney: () => deps.keyring.canWrite('money'),
      work,
      now: deps.relayNow,
    }),
    profiles: createProfiles({ bridge, records: library, changes, run, work, now: deps.relayNow }),
    comments: createComments({
      bridge,
      records: library,
      changes,
      run,
      deviceId: deps.keybag.deviceId,
      work,
      now: deps.relayNow,
    }),
    deletionRequests: createDeletionRequests({
      records: library,
      changes,
      run,
      mayWrite: () => deps.keyring.canWrite('work'),
      work,
      now: deps.relayNow,
    }),
    feeds: createFeeds({ ...deps, records: library, mayWrite: () => deps.keyring.canWrite('work') }),
    safety: createSafety({ records: library, changes, run, claims, work, now: deps.relayNow }),
  };
  return {
    ...asked,
    ...going,
    wakeAll() {
      // Somebody may be in danger: that comes before all else.
      going.safety.wake();
      going.profiles.wake();
      going.comments.wake();
      going.feeds.wake();
      going.deletionRequests.wake();
      going.technicians.wake();
      going.rules.wake();
      going.webhookSending.wake();
      going.plans.wake();
      going.calls.wake();
      going.autopilot.wake();
    },
  };
}

/** What a message that has just come in asks; nothing where it is old, or ours. */
function questionIn(records: RecordReader, messageId: string, now: number): string {
  const message = readMessage(records, messageId);
  if (message?.direction !== 'in' || message.at < now - justNow) return '';
  const talk = records.get('conversations', message.conversationId);
  if (talk !== undefined && isAside(talk)) return '';
  return questionOf(messagesOf(records, message.conversationId, 20));
}
