import { draftBasicReply } from '#shared/agent/basic/basic.ts';
import { checkAnswer, checkGrounding, unfoundedSentence } from '#shared/agent/grounding/grounding.ts';
import type { ReplyFacts } from '#shared/agent/facts.ts';
import { normalise } from '#shared/agent/basic/words.ts';
import { holdsPlaceholder } from '#shared/domain/placeholder.ts';

/** An answer longer than this is not read but skimmed, and hides things. */
const longestReply = 1200;
/** Words in a row that an answer may share with the instructions before it counts as told. */
const toldWords = 8;

/** What a customer is never asked for in a chat, over normalised text in the four languages. */
const secrets =
  /\b(?:card number|cvv|cvc|pin|password|passcode|bank details|iban|one time code|verification code|numero de (?:la |su )?tarjeta|contrasena|clave|codigo de verificacion|numero do (?:seu )?cartao|senha|palavra passe|codigo de verificacao|kartennummer|passwort|kennwort|bankdaten|bestatigungscode)\b/;

/**
 * Why a text must not go out without a person; `undefined` where it may. Every amount, date, time, link and
 * promise is in a record, each of its sentences rests on one or only asks, and it tells nothing of the instructions.
 */
export function objectionTo(text: string, facts: ReplyFacts, instructions = ''): string | undefined {
  if (text.trim() === '') return 'It had no answer.';
  if (text.length > longestReply) return 'Its answer was too long.';
  if (holdsPlaceholder(text)) return 'Its answer lacked a name or number.';
  const rules = draftBasicReply(facts);
  // The built-in assistant states nothing but records; without one it asks, or is merely polite.
  const isByRules = text === rules.text && !rules.handOff;
  const [warning] = (isByRules ? checkGrounding : checkAnswer)(text, facts).warnings;
  if (warning?.kind === 'noSource') return 'No record of yours answers this.';
  if (warning !== undefined) return `None of your records proves “${warning.text}”.`;
  const unfounded = isByRules ? undefined : unfoundedSentence(text, facts);
  if (unfounded !== undefined) return `None of your records proves “${unfounded.slice(0, 200)}”.`;
  const normal = normalise(text);
  if (secrets.test(normal)) return 'Its answer asked for something that nobody should send in a chat.';
  return tells(normal, normalise(instructions)) ? 'Its answer told of its instructions.' : undefined;
}

function tells(text: string, instructions: string): boolean {
  const words = text.split(' ');
  for (let start = 0; start + toldWords <= words.length; start++) {
    if (instructions.includes(words.slice(start, start + toldWords).join(' '))) return true;
  }
  return false;
}
