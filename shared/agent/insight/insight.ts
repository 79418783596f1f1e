import { z } from 'zod';
import type { Label } from '#shared/domain/label.ts';
import type { ReplyFacts } from '../facts.ts';
import { questionOf, unanswered } from '../facts.ts';
import { namedDays } from '../basic/days.ts';
import { findIntents, intents, type Intent } from '../basic/intents.ts';
import { detectLanguage, languageOf } from '../basic/language.ts';
import { matchServices } from '../basic/services.ts';
import { normalise } from '../basic/words.ts';
import { localTime } from '../clock.ts';
import { leadScore, type LeadScore } from './score.ts';

export const sentiments = ['pleased', 'neutral', 'worried', 'angry'] as const;
export type Sentiment = (typeof sentiments)[number];

export const nextSteps = [
  'reply',
  'sendPrice',
  'offerTime',
  'makeJob',
  'handOff',
  'resolve',
  'wait',
] as const;
export type NextStep = (typeof nextSteps)[number];

/** What the assistant says about a conversation. It changes nothing: the owner does what is suggested, or not. */
export interface Insight {
  /** Of a model only. */
  summary?: string;
  intent: Intent;
  sentiment: Sentiment;
  /** ISO 639. */
  language: string;
  /** Ids of labels that the conversation does not have yet. */
  labelIds: string[];
  nextStep: NextStep;
  /** Always by rules, with its reasons. */
  score: LeadScore;
}

/** What a model may say: these values and no others. */
export const modelInsightSchema = z.strictObject({
  summary: z.string().min(1).max(800),
  intent: z.enum(intents),
  sentiment: z.enum(sentiments),
  language: z.string().regex(/^[a-z]{2,3}$/),
  labels: z.array(z.string().max(60)).max(3),
  nextStep: z.enum(nextSteps),
});
export type ModelInsight = z.infer<typeof modelInsightSchema>;

/** By rules alone, at once and on every device. */
export function basicInsight(facts: ReplyFacts, labels: readonly Label[], has: ReadonlySet<string>): Insight {
  const text = questionOf(facts.messages);
  const language = detectLanguage([text], languageOf(facts.business.locale));
  const found = text === '' ? (['other'] as Intent[]) : findIntents(text, language);
  const intent = found[0] ?? 'other';
  const service = matchServices(text, facts.services)[0];
  const day = namedDays(text, language, localTime(facts.now, facts.business.timeZone))[0];
  const score = leadScore(facts, { intents: found, service, day });
  const isWaiting = facts.messages.at(-1)?.direction === 'in' && unanswered(facts.messages).length > 0;
  const nextStep = !isWaiting ? 'wait' : stepFor(found, service !== undefined && day !== undefined);
  const sentiment = sentimentOf(text, found);
  return { intent, sentiment, language, labelIds: labelsIn(text, labels, has), nextStep, score };
}

/** A model's values over those of the rules. The score stays as the rules explain it. */
export function withModel(
  basic: Insight,
  { labels: named, ...values }: ModelInsight,
  labels: readonly Label[],
  has: ReadonlySet<string>,
): Insight {
  const wanted = new Set(named.map(normalise));
  const labelIds = labels.filter(({ id, name }) => wanted.has(normalise(name)) && !has.has(id));
  return { ...basic, ...values, labelIds: labelIds.map(({ id }) => id) };
}

function stepFor(found: readonly Intent[], isComplete: boolean): NextStep {
  if (found.includes('human') || found.includes('complaint')) return 'handOff';
  if (found.includes('booking')) return isComplete ? 'makeJob' : 'offerTime';
  if (found.includes('price')) return 'sendPrice';
  return found[0] === 'thanks' ? 'resolve' : 'reply';
}

const angry =
  /\b(unacceptable|terrible|awful|furious|disgrace\w*|rude|scam|lawyer|inaceptable|pesim[oa]|estafa\w*|vergonzos[oa]|abogado|inaceitavel|pessim[oa]|golpe|vergonha|advogado|unverschamt\w*|frechheit|inakzeptabel|betrug|anwalt)\b/;
const worried =
  /\b(urgent\w*|emergency|asap|worried|flood\w*|burst|urgencia|urge|preocupad[oa]|inunda\w*|urgente|preocupad[oa]|estourou|dringend\w*|notfall|rohrbruch|uberschwemm\w*)\b/;
const pleased =
  /\b(thank\w*|great|perfect|excellent|love|gracias|genial|perfecto|excelente|obrigad[oa]|otim[oa]|perfeito|danke\w*|super|perfekt|prima)\b/;

function sentimentOf(text: string, found: readonly Intent[]): Sentiment {
  const words = normalise(text);
  if (angry.test(words)) return 'angry';
  if (found.includes('complaint') || worried.test(words)) return 'worried';
  return pleased.test(words) && !found.includes('booking') ? 'pleased' : 'neutral';
}

function labelsIn(text: string, labels: readonly Label[], has: ReadonlySet<string>): string[] {
  const words = ` ${normalise(text)} `;
  return labels
    .filter(({ id, name }) => !has.has(id) && words.includes(` ${normalise(name)} `))
    .slice(0, 3)
    .map(({ id }) => id);
}
