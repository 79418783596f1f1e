import type { Answered } from '#shared/domain/act.ts';
import type { ModelProvider } from '#shared/domain/model-provider.ts';
import type { Heard } from '#shared/agent/acts/conversation.ts';
import { actsRequest } from '#shared/agent/acts/model-acts.ts';
import type { Scene } from '#shared/agent/acts/scene.ts';
import { trialScene } from '#shared/agent/trial/customer.ts';
import {
  estimatePromptTokens,
  type ModelAnswer,
  type ModelFailure,
  type ModelPort,
  type ModelUsage,
} from '#shared/agent/model-port.ts';
import { hearQuestion, judge } from '#shared/agent/trial/judge.ts';
import { trialLanguages } from '#shared/agent/trial/languages.ts';
import { type TrialQuestion, trialQuestions } from '#shared/agent/trial/questions.ts';
import type { Trial } from '#shared/agent/trial/trial.ts';
import type { Problem, Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { measure } from './measure.ts';

export interface RunDeps {
  models: Pick<ModelPort, 'complete'>;
  records: RecordReader;
  now(): number;
  /** Hears of each step. */
  onStep(trial: Trial): void;
}

/** The model has answered, and what it said is of no use: that is what a trial is for. */
const mistakes = new Set(['model.wrong-shape', 'model.cut-off', 'model.empty', 'model.too-large']);

/** A customer's message may be longer than ours. */
const longerMessage = 1000;

/** What is asked in a trial, of the records as they are. */
export interface TrialSet {
  scene: Scene;
  questions: TrialQuestion[];
}

export function trialSet(records: RecordReader, now: number): Result<TrialSet> {
  const opened = trialScene(records, now);
  if (!opened.ok) return opened;
  const scene = opened.value;
  const questions = trialQuestions(scene, trialLanguages(scene));
  return questions.length === 0
    ? problem(
        'trial.no-prices',
        'There is nothing to ask yet.',
        'Enter your prices first, in Settings → Services and prices.',
      )
    : ok({ scene, questions });
}

/** Asks what was not asked yet, one question after another. Whoever stops it can go on later from there. */
export async function runTrial(
  deps: RunDeps,
  provider: ModelProvider,
  begun: Trial,
  signal: AbortSignal,
): Promise<Result<Trial>> {
  const set = trialSet(deps.records, deps.now());
  if (!set.ok) return set;
  const { scene, questions } = set.value;
  let trial: Trial = { ...begun, total: questions.length };
  const step = (changes: Partial<Trial>) => {
    trial = { ...trial, ...changes };
    deps.onStep(trial);
  };
  if (trial.answers.length === 0) {
    const measured = await measureServer(deps, provider, hearQuestion(questions[0]!, scene), signal);
    if (!measured.ok) return measured;
    step(measured.value);
  }
  const times: ModelUsage[] = [];
  const asked = new Set(trial.answers.map(({ text }) => text));
  for (const question of questions.filter(({ text }) => !asked.has(text))) {
    const heard = hearQuestion(question, scene);
    const answer = await ask(deps, provider, heard, signal);
    if (!answer.ok && !mistakes.has(answer.error.code)) return answer;
    if (answer.ok) times.push(answer.value.usage);
    const { text, language, kind } = question;
    const judged = judge(question, heard, answer.ok ? answer.value.value : undefined);
    step({ answers: [...trial.answers, { text, language, kind, ...judged }], ...timed(trial, times) });
  }
  step({ endedAt: deps.now() });
  return ok(trial);
}

/** The very question that autopilot asks, to this model alone. */
function ask(
  { models }: RunDeps,
  { id, model = '' }: ModelProvider,
  heard: Heard,
  signal: AbortSignal,
): Promise<Result<ModelAnswer & { value: Answered[] }, ModelFailure>> {
  const request = actsRequest(heard);
  return models.complete(
    { ...request, purpose: 'trial', about: [], background: true, only: id, model },
    signal,
  );
}

async function measureServer(
  { models, now }: RunDeps,
  provider: ModelProvider,
  heard: Heard,
  signal: AbortSignal,
): Promise<Result<Pick<Trial, 'counting' | 'speed'>, Problem>> {
  const room = Math.floor(provider.contextTokens / 2);
  const longest = Math.min(room, promptTokensOf(heard) + longerMessage);
  const nonce = now().toString(36);
  const found = await measure({ models, provider, longest, nonce }, signal);
  if (found.ok) return found;
  // Who cannot even say yes is tried all the same, to show what comes.
  if (!mistakes.has(found.error.code)) return found;
  return ok({ speed: {}, ...(provider.kind !== 'ollama' && { counting: { counts: false, cuts: false } }) });
}

/** About as long as a question gets. */
function promptTokensOf(heard: Heard): number {
  const { messages } = actsRequest(heard);
  const budget = { contextTokens: Number.MAX_SAFE_INTEGER, maxTokens: 1, beginning: 2048 };
  const prompt = typeof messages === 'function' ? messages(budget) : ok(messages);
  return prompt.ok ? estimatePromptTokens(prompt.value) : 0;
}

/** How fast it is, by the middle of what was measured. */
function timed({ speed, counting }: Trial, times: readonly ModelUsage[]): Partial<Trial> {
  if (times.length === 0) return {};
  const waits = times.map(
    ({ promptMilliseconds = 0, firstWordMilliseconds = 0 }) => promptMilliseconds || firstWordMilliseconds,
  );
  const next = median(waits.slice(1));
  const size = median(times.map(({ promptTokens }) => promptTokens)) ?? 0;
  const { reads } = speed;
  const first = reads === undefined || size === 0 ? waits[0] : (size / reads) * 1000;
  const writes = median(times.flatMap(({ tokensPerSecond }) => tokensPerSecond ?? []));
  return {
    speed: { reads, writes, first, next },
    ...(counting && { counting: { ...counting, share: Math.min(...times.map(countedShare)) } }),
  };
}

/** What the server says it has read, for each token of our estimate. */
export function countedShare({ promptTokens, estimatedTokens = promptTokens }: ModelUsage): number {
  return promptTokens / Math.max(1, estimatedTokens);
}

function median(values: readonly number[]): number | undefined {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}
