import type { ReplyFacts } from '../facts.ts';
import { normalise } from '../basic/words.ts';
import type { DraftWarning } from './warnings.ts';

/** What binds a business once it is said, in the four languages; over text without accents and punctuation. */
const promises: RegExp[] = [
  // Money back.
  /\b(refund\w*|money back|reembols\w*|devolvemos el dinero|dinheiro de volta|ruckerstatt\w*|erstatt\w*|geld zuruck)\b/,
  // For nothing.
  /\b(for free|free of charge|no charge|at no cost|complimentary|gratis|gratuit\w*|sin coste|sin costo|sem custo|de graca|kostenlos\w*|kostenfrei|umsonst)\b/,
  // Less than the price list.
  /\b(discount\w*|descuento\w*|descontos?|rabatt\w*|nachlass)\b/,
  // Guarantees.
  /\b(guarantee\w*|warrant(y|ies)|garanti[azers]\w*|garantie\w*|gewahrleistung)\b/,
  // Certainty.
  /\b(we promise|i promise|prometemos|prometo|wir versprechen|ich verspreche)\b/,
  // An appointment is the owner's to confirm.
  /\b(((your|the) )?(appointment|visit|booking) is (now )?(booked|confirmed|fixed)|(is|are|you re) booked in|cita (esta )?confirmada|(visita|agendamento|marcacao) (esta )?confirmad[ao]|termin (ist|steht) (bestatigt|fest))\b/,
];

/**
 * Promises of the draft that no passage of the approved knowledge makes, nor an earlier message of the business.
 * What the customer says was promised proves nothing: a business has been held to a refund that a bot invented.
 */
export function unprovenPromises(
  draft: string,
  { knowledge, messages }: Pick<ReplyFacts, 'knowledge' | 'messages'>,
): DraftWarning[] {
  const text = normalise(draft);
  const sources = [
    ...knowledge.map(({ row }) => `${row.title} ${row.text}`),
    ...messages.flatMap((message) => (message.direction === 'out' && message.text) || []),
  ].map(normalise);
  return promises.flatMap((promise): DraftWarning[] => {
    const found = promise.exec(text)?.[0];
    if (found === undefined || sources.some((source) => promise.test(source))) return [];
    return [{ kind: 'promise', text: found }];
  });
}
