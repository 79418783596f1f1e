import type { Business } from '#shared/domain/business.ts';
import type { Intent } from '#shared/agent/basic/intents.ts';
import { dayOf } from '#shared/domain/day.ts';
import { findIntents } from '#shared/agent/basic/intents.ts';
import type { Language } from '#shared/agent/basic/language.ts';
import { fold } from './fold.ts';
import { readWhen } from './when.ts';

/** A day beside these words is no wish for a visit: somebody says goodbye, or speaks of money. */
const otherMatters =
  /\b(?:see you|until|hasta|nos vemos|ate|bis|have a|que tenga|schonen|wunsche|invoice|bill|paid|pay|payment|factura|pago|pagar|pagare|pagado|pague|fatura|paguei|pagamento|rechnung|bezahlt|bezahle[n]?|zahle[n]?|uberwiesen|uberweise[n]?)\b/;

/**
 * What a customer wants, the most urgent first. Who says nothing else that we know, and names a day or time to
 * come, speaks of a visit. `at`: when it was written, epoch milliseconds.
 */
export function readIntents(text: string, language: Language, at: number, business: Business): Intent[] {
  const found = findIntents(text, language);
  const isVague = found.every((intent) => intent === 'other' || intent === 'greeting');
  if (!isVague || otherMatters.test(fold(text))) return found;
  const { days = [], times = [] } = readWhen(text, at, language, business) ?? {};
  const today = dayOf(at, business.timeZone);
  const isAhead = days.length === 0 ? times.length > 0 : days.some((day) => day >= today);
  return isAhead ? ['booking'] : found;
}
