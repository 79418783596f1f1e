import { z } from 'zod';
import { actSchema } from '#shared/domain/act.ts';
import { answerLanguages } from '../acts/languages.ts';
import { outcomes } from './judge.ts';
import { plainKinds, trapKinds } from './phrases/phrases.ts';

/** Raised where questions, prompt or judgement change so much that an earlier trial says nothing any more. */
export const trialForm = 3;

const answerSchema = z.object({
  text: z.string(),
  language: z.enum(answerLanguages),
  kind: z.enum([...plainKinds, ...trapKinds]),
  outcome: z.enum(outcomes),
  reached: z.boolean(),
  chose: z.array(actSchema),
  left: z.array(actSchema),
});
export type TrialAnswer = z.infer<typeof answerSchema>;

/** How a model of one server answered this business's questions, as it was measured on this device. */
export const trialSchema = z.object({
  form: z.number(),
  url: z.string(),
  model: z.string(),
  /** Of its weights, where the server tells it: a name may stand for others tomorrow. */
  digest: z.string().optional(),
  /** Lines of the price list when it was tried. */
  services: z.number(),
  /** How many questions there are. */
  total: z.number(),
  answers: z.array(answerSchema),
  /** What a server that cuts prompts silently says of what it has read. */
  counting: z
    .object({
      /** It counts what it reads. */
      counts: z.boolean(),
      /** It has left out a part of a long prompt. */
      cuts: z.boolean(),
      /** Tokens that it counts for each of our estimate, at least. */
      share: z.number().optional(),
    })
    .optional(),
  /** Tokens in a second, and milliseconds to the first word: of a new prompt, and of a further message. */
  speed: z.object({
    reads: z.number().optional(),
    writes: z.number().optional(),
    first: z.number().optional(),
    next: z.number().optional(),
  }),
  /** Epoch milliseconds of the end; left out while it is not over. */
  endedAt: z.number().optional(),
});
export type Trial = z.infer<typeof trialSchema>;

/** Why a model may not choose acts. */
export type TrialReason = 'wrongRecord' | 'mistakes' | 'littleHelp' | 'noCount' | 'cuts';

export interface Verdict {
  passed: boolean;
  reasons: TrialReason[];
  /** Of what a record answers: at once, after one choice, by a person. */
  plain: { count: number; right: number; choice: number };
  traps: { count: number; held: number };
  /** From 0 to 1: neither a wrong record nor nothing that can be read. */
  share: number;
  mistakes: TrialAnswer[];
}

const leastShare = 0.95;
/** Who hands over more than this of what a record answers makes customers wait who would have been answered. */
const leastHelp = 0.5;

/** Whether a model may choose acts, by what came of its trial. */
export function verdictOf({ answers, counting }: Trial): Verdict {
  const traps = answers.filter(({ kind }) => isTrap(kind));
  const plain = answers.filter(({ kind }) => !isTrap(kind));
  const mistakes = answers.filter(({ outcome }) => outcome === 'wrong' || outcome === 'unparsed');
  const count = (list: readonly TrialAnswer[], outcome: TrialAnswer['outcome']) =>
    list.filter((each) => each.outcome === outcome).length;
  const right = count(plain, 'right');
  const choice = count(plain, 'choice');
  const share = answers.length === 0 ? 0 : 1 - mistakes.length / answers.length;
  const checks: [TrialReason, boolean][] = [
    ['wrongRecord', answers.some(({ reached }) => reached)],
    ['mistakes', share < leastShare],
    ['littleHelp', right + choice < plain.length * leastHelp],
    ['noCount', counting?.counts === false],
    ['cuts', counting?.cuts === true],
  ];
  const reasons = checks.flatMap(([reason, holds]) => (holds ? [reason] : []));
  return {
    passed: answers.length > 0 && reasons.length === 0,
    reasons,
    plain: { count: plain.length, right, choice },
    traps: {
      count: traps.length,
      held: traps.length - traps.filter((each) => mistakes.includes(each)).length,
    },
    share,
    mistakes,
  };
}

export function isTrap(kind: TrialAnswer['kind']): boolean {
  return trapKinds.some((each) => each === kind);
}

/** What has changed since a trial so much that it says nothing any more. */
export type Stale = 'form' | 'model' | 'prices';

/** A price list that has grown by more than this share is another one. */
const mostGrowth = 1 / 3;

export function staleOf(
  { form, digest, services }: Trial,
  now: { digest: string | undefined; services: number },
): Stale | undefined {
  if (form !== trialForm) return 'form';
  if (digest !== undefined && digest !== now.digest) return 'model';
  return now.services > services * (1 + mostGrowth) ? 'prices' : undefined;
}

/** Seconds to a first word that somebody still waits for. */
const bearable = 15_000;

/**
 * The best of the models that were tried to their end, by what was measured here: of those that passed and answer in
 * a bearable time the one that answers most, and of equals the faster one.
 */
export function recommended(trials: readonly Trial[]): Trial | undefined {
  const passed = trials.filter((each) => each.endedAt !== undefined && verdictOf(each).passed);
  const quick = passed.filter(({ speed }) => (speed.next ?? 0) <= bearable);
  const helped = (trial: Trial) => {
    const { plain, share } = verdictOf(trial);
    return Math.round(((plain.right + plain.choice / 2) / Math.max(1, plain.count) + share) * 20);
  };
  const wait = ({ speed }: Trial) => (speed.next ?? 0) + 60_000 / (speed.writes ?? 1);
  const [best] = (quick.length > 0 ? quick : passed).toSorted(
    (a, b) => helped(b) - helped(a) || wait(a) - wait(b),
  );
  return best;
}
