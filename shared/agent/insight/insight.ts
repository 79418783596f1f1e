import type { Label } from '#shared/domain/label.ts';
import type { ReplyFacts } from '../facts.ts';
import { questionOf, unanswered } from '../facts.ts';
import { type Reading, readMessage } from '../acts/read.ts';
import { type Want, wantsOf } from '../acts/wants.ts';
import type { JobProposal } from '../extraction/proposal.ts';
import { languageOfText } from '../language.ts';
import { normalise } from '../basic/words.ts';
import { type ProposedPreference, proposePreferences, withQuoted } from '../preferences/propose.ts';
import { type Asked, leadScore, type LeadScore } from './score.ts';

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
  intent: Want;
  sentiment: Sentiment;
  /** ISO 639. */
  language: string;
  /** Ids of labels that the conversation does not have yet. */
  labelIds: string[];
  nextStep: NextStep;
  /** What may be worth remembering of the customer, in their own words. */
  preferences: ProposedPreference[];
  /** Always by rules, with its reasons; a child has none. */
  score?: LeadScore;
}

/** What a model may say: these values and no others. */
export type ModelInsight = Pick<Insight, 'intent' | 'sentiment' | 'labelIds' | 'nextStep'> &
  Required<Pick<Insight, 'summary'>> &
  Partial<Pick<Insight, 'language'>> & {
    /** Words of the customer, as a model quotes them. */
    quotes: string[];
  };

/**
 * By rules alone, at once and on every device: from the acts that an answer would be composed of and the job that is
 * proposed beside it, so that the panel says one thing.
 */
export function basicInsight(
  facts: ReplyFacts,
  proposal: JobProposal | undefined,
  labels: readonly Label[],
  has: ReadonlySet<string>,
): Insight {
  const text = questionOf(facts.messages);
  const { asked, reading } = readAsked(facts, proposal);
  const { wants: found } = asked;
  const last = facts.messages.at(-1);
  const isLive = last?.direction === 'in' && last.broughtIn !== true;
  const isWaiting = isLive && unanswered(facts.messages).length > 0;
  return {
    intent: found[0] ?? 'other',
    sentiment: sentimentOf(text, found),
    language: languageOfText(text, facts.business.locale.split('-')[0]) ?? reading.language,
    labelIds: labelsIn(text, labels, has),
    nextStep: isWaiting ? stepFor(found, proposal) : 'wait',
    preferences: proposePreferences(facts),
    ...(!facts.isMinor && { score: leadScore(facts, asked) }),
  };
}

/** What the customer's own words ask for. */
export function readAsked(
  { messages, now, business, services, voice }: ReplyFacts,
  proposal: JobProposal | undefined,
): { asked: Asked; reading: Reading } {
  const text = questionOf(messages);
  const reading = readMessage(text, {
    now,
    business,
    services,
    answers: [],
    languages: voice.languages ?? [],
  });
  const read = text === '' ? (['other'] as const) : wantsOf(reading);
  const asked = {
    // Who is proposed a job wants a visit, however it was said.
    wants: proposal === undefined ? read : withBooking(read),
    hasService: (proposal?.service ?? reading.near[0]) !== undefined,
    hasDay: proposal?.when !== undefined,
  };
  return { asked, reading };
}

function withBooking(read: readonly Want[]): readonly Want[] {
  const rest = read.filter((want) => !['thanks', 'greeting', 'other', 'booking'].includes(want));
  return ['booking', ...rest];
}

/** A model's values over those of the rules. The score stays as the rules explain it. */
export function withModel(
  basic: Insight,
  { quotes, ...said }: ModelInsight,
  has: ReadonlySet<string>,
  facts: ReplyFacts,
): Insight {
  const preferences = withQuoted(basic.preferences, quotes, facts);
  return { ...basic, ...said, preferences, labelIds: said.labelIds.filter((id) => !has.has(id)) };
}

function stepFor(found: readonly Want[], proposal: JobProposal | undefined): NextStep {
  if (found.includes('human') || found.includes('complaint') || found.includes('change')) return 'handOff';
  if (proposal !== undefined) return proposal.when === undefined ? 'offerTime' : 'makeJob';
  if (found.includes('booking')) return 'offerTime';
  if (found.includes('price')) return 'sendPrice';
  return found[0] === 'thanks' ? 'resolve' : 'reply';
}

const angry =
  /\b(unacceptable|terrible|awful|furious|disgrace\w*|rude|scam|lawyer|inaceptable|pesim[oa]|estafa\w*|vergonzos[oa]|abogado|inaceitavel|pessim[oa]|golpe|vergonha|advogado|unverschamt\w*|frechheit|inakzeptabel|betrug|anwalt|inadmissible|scandaleu\w*|honteu\w*|arnaque\w*|escroc\w*|avocat\w*|furieu\w*|inaccettabil\w*|vergogn\w*|truffa\w*|avvocat\w*|furios[oa]|schifo\w*)\b/;
const worried =
  /\b(urgent\w*|emergency|asap|worried|flood\w*|burst|urgencia|urge|preocupad[oa]|inunda\w*|urgente|preocupad[oa]|estourou|dringend\w*|notfall|rohrbruch|uberschwemm\w*|urgence|inquiet\w*|inond\w*|urgenz\w*|preoccupat\w*|allag\w*)\b/;
const pleased =
  /\b(thank\w*|great|perfect|excellent|love|gracias|genial|perfecto|excelente|obrigad[oa]|otim[oa]|perfeito|danke\w*|super|perfekt|prima|merci|parfait\w*|genial\w*|excellent\w*|grazie|perfett[oa]|ottim[oa]|eccellente)\b/;

function sentimentOf(text: string, found: readonly Want[]): Sentiment {
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
