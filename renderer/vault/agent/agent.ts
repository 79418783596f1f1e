import { detectLanguage, languageOf, type Language } from '#shared/agent/basic/language.ts';
import type { ModelPort } from '#shared/agent/model-port.ts';
import { chainOf } from '#shared/agent/providers.ts';
import type { RecordLink } from '#shared/assistant/answers.ts';
import { offerOf } from '#shared/assistant/offered.ts';
import type { ToolContext } from '#shared/assistant/read-tools.ts';
import type { Plan } from '#shared/assistant/plan/planning.ts';
import { planWish } from '#shared/assistant/plan.ts';
import { unreadOf } from '#shared/assistant/accounted.ts';
import { contactsNamed } from '#shared/assistant/find.ts';
import { takePeriod } from '#shared/assistant/period.ts';
import { say } from '#shared/assistant/sentences.ts';
import { findWhen } from '#shared/assistant/when.ts';
import { yearIn } from '#shared/assistant/year.ts';
import { isCompound, type Wish, wishOf } from '#shared/assistant/wishes.ts';
import type { Call } from '#shared/assistant/write-tools.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { isJsonObject } from '#shared/lib/json.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import type { AgentAnswer, AgentApi, ProposalDone } from './api.ts';
import type { CommandDone } from '../commands/api.ts';
import { createApprovals } from './approvals.ts';
import { cardOf } from './proposal-card.ts';
import { type Chat, createChat, type ModelTurn } from './chat.ts';
import type { Earlier } from './earlier.ts';
import { type BusyNow, withBusyOn } from './free-time.ts';

export interface AgentDeps {
  models: Pick<ModelPort, 'stream' | 'complete'>;
  records: RecordReader;
  /** Runs a command; the audit log says that the assistant proposed it. */
  run(command: string, args: unknown): Promise<Result<CommandDone>>;
  /** Closed years, which are looked into where a question is about them. */
  earlier: Earlier;
  busyNow: BusyNow;
  /** Epoch milliseconds. */
  now(): number;
  newId(): string;
}

export type Agent = AgentApi;

/**
 * The owner's assistant. Common phrases are understood without a model; for the rest a model takes steps. Neither
 * changes anything: what they want done waits in the approval store for the owner.
 */
export function createAgent(deps: AgentDeps): Agent {
  const { records, earlier, now } = deps;
  const approvals = createApprovals(deps);
  let chat = newChat();
  let running: AbortController | undefined;

  function newChat(): Chat {
    return createChat({ models: deps.models, earlier, busyNow: deps.busyNow, id: deps.newId() });
  }

  async function askAgent(
    { text, chosen }: Parameters<AgentApi['askAgent']>[0],
    onText: (text: string) => void,
  ): Promise<Result<AgentAnswer>> {
    const business = records.get('business', 'business');
    if (business === undefined)
      return problem('agent.no-business', 'The business is not set up yet.', 'Fill in Settings → Business.');
    running?.abort();
    const stopping = new AbortController();
    running = stopping;
    const context: ToolContext = { records, business, now: now() };
    const likely = detectLanguage([text], languageOf(business.locale));
    const wish = wishOf(text, likely);
    const question = { text, chosen, context, language: wish?.language ?? likely };
    const hasModel = chainOf(records).length > 0;
    await lookBack(wish, question);
    const asked = await aboutFreeTime(wish, question);
    const plan = wish && planWish(wish, text, { ...asked.context, language: wish.language, chosen });
    if (plan !== undefined && !(hasModel && (isCompound(text) || isEmpty(plan))))
      return ok({ ...basicAnswer(plan, question), ...asked.note });
    if (!hasModel) return ok(basicAnswer(plan ?? notUnderstood(question.language), question));
    const turn = await chat.ask(question, onText, stopping.signal);
    if (turn.ok) return ok(modelAnswer(turn.value, question));
    const { partial: _, skipped: __, answeredBy: ___, receipts, ...reason } = turn.error;
    if (stopping.signal.aborted) return ok({ ...blank, source: 'model', receipts, stopped: true });
    if (plan === undefined) return problem(reason.code, reason.message, reason.remedy);
    return ok({ ...basicAnswer(plan, question), receipts, note: reason.message });
  }

  /** Opens the closed years that a question is about: those of a customer, or those since a year. */
  async function lookBack(wish: Wish | undefined, { text, chosen, context }: Question): Promise<void> {
    if (wish === undefined || !looksBack.has(wish.kind)) return;
    const [contactId, ...others] =
      chosen === undefined ? contactsNamed(text, records).map(({ id }) => id) : [chosen];
    const year = yearOf(wish, context) ?? yearIn(text, context);
    if (contactId !== undefined && others.length === 0) await earlier.openFor(contactId);
    else if (contactId === undefined && year !== undefined) await earlier.openFrom(year);
  }

  /** Who asks when there is time is told it with what stands in calendars at Google. */
  async function aboutFreeTime(wish: Wish | undefined, { text, context, language }: Question) {
    if (wish?.kind !== 'free') return { context, note: {} };
    const { day } = findWhen(text, context.business, context.now);
    const asked = await withBusyOn(deps.busyNow, context, day);
    return { context: asked.context, note: asked.isUnread ? { note: say('googleSilent', language) } : {} };
  }

  function basicAnswer(plan: Plan, question: Question): AgentAnswer {
    const proposals = propose(plan.calls, question);
    chat.note(question.text, plan.text, plan.lines);
    const { lines, choices } = plan;
    const year = plan.looksBack === true ? earlier.closedYear() : undefined;
    const note = year !== undefined && {
      note: say('notLookedAt', question.language, { year: String(year) }),
    };
    return { ...blank, parts: [{ text: plan.text }], lines, choices, proposals, source: 'basic', ...note };
  }

  function modelAnswer({ answeredBy, calls, ...answer }: ModelTurn, question: Question): AgentAnswer {
    const { name: provider, model, place } = answeredBy;
    return { ...answer, proposals: propose(calls, question), source: 'model', provider, model, place };
  }

  function propose(calls: Call[], { context, language }: Question) {
    return calls.map((call) => cardOf(approvals.propose(call, chat.id), context, language));
  }

  async function approveProposal(id: string, digest: string): Promise<Result<ProposalDone>> {
    const proposal = approvals.get(id);
    const approval = approvals.approve(id, digest);
    if (!approval.ok) return approval;
    const allowed = approvals.redeem(approval.value, proposal!, chat.id);
    if (!allowed.ok) return allowed;
    const { command, args } = allowed.value;
    const done = await deps.run(command, args);
    if (!done.ok) return done;
    const { undoTitle, auditId, value } = done.value;
    const undo =
      undoTitle === undefined || auditId === undefined ? {} : { undo: { title: undoTitle, auditId } };
    return ok({ ...undo, ...recordOf(allowed.value, value) });
  }

  return {
    askAgent,
    approveProposal,
    stopAgent: async () => running?.abort(),
    dismissProposal: async (id) => approvals.dismiss(id),
    async forgetAgent() {
      running?.abort();
      approvals.forget(chat.id);
      chat = newChat();
    },
  };
}

/** What the owner asks, and from where it is answered. */
export interface Question {
  text: string;
  chosen: string | undefined;
  context: ToolContext;
  language: Language;
}

const blank: Omit<AgentAnswer, 'source'> = { parts: [], lines: [], proposals: [], choices: [], receipts: [] };

/** What is asked of records of years that may be closed. */
const looksBack: ReadonlySet<Wish['kind']> = new Set([
  'invoices',
  'jobs',
  'find',
  'invoicedSum',
  'paidSum',
  'earnedSum',
]);

/** The year in which the time begins over which something is counted. */
function yearOf(wish: Wish, context: ToolContext): number | undefined {
  const { period } = takePeriod(unreadOf(wish), wish.language, context);
  return period && Number(period.from.slice(0, 4));
}

/** It could answer only with a sentence of its own: a model may get further. */
function isEmpty({ lines, calls, choices, final }: Plan): boolean {
  return !final && lines.length + calls.length + choices.length === 0;
}

function notUnderstood(language: Language): Plan {
  return { text: say('notUnderstood', language), lines: [], calls: [], choices: [], final: false };
}

/** Where the owner looks at what was done. */
export function recordOf({ command, args }: Call, value: unknown): { record?: RecordLink } {
  const { opens } = offerOf(command)!;
  const id = isJsonObject(value) && typeof value['id'] === 'string' ? value['id'] : undefined;
  const talk = args['conversationId'];
  if (typeof talk === 'string') return { record: { collection: 'conversations', id: talk } };
  const paid = args['issuedId'];
  if (typeof paid === 'string') return { record: { collection: 'issued', id: paid } };
  return id === undefined ? {} : { record: { collection: opens, id } };
}
