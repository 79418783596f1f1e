import type { Language } from './language.ts';
import { languages } from './language.ts';
import { mended } from './informal.ts';
import { german } from './rules-de.ts';
import { english } from './rules-en.ts';
import { spanish } from './rules-es.ts';
import { portuguese } from './rules-pt.ts';
import type { Rules } from './rules.ts';

/** What a customer may want, the most urgent first. */
export const intents = [
  'human',
  'complaint',
  'price',
  'booking',
  'hours',
  'location',
  'thanks',
  'greeting',
  'other',
] as const;
export type Intent = (typeof intents)[number];

const rules: Record<Language, Rules> = { en: english, es: spanish, pt: portuguese, de: german };

/** Who has none is no more dissatisfied than who thanks. */
const noComplaint =
  /\b(?:no (?:complaints?|problems?|issues?)|(?:sin|ninguna?|ningun) (?:quejas?|problemas?|reclam\w+)|(?:sem|nenhuma?|nenhum) (?:queixas?|problemas?|reclam\w+)|keine (?:beschwerden?|reklamation\w*|probleme?))\b/g;

/** Money that is already owed is not a question to the price list. */
const aboutInvoice =
  /\b(invoice|bill|owe|paid|payment|factura\w*|pagado|pague|debo|fatura|paguei|pagamento|devo|rechnung\w*|bezahl\w*|uberweis\w*)\b/;

/** Every intent found in the text, the most urgent first; `other` alone where there is none. */
export function findIntents(text: string, language: Language): Intent[] {
  const found = matching(text, language);
  if (found.length > 0) return found;
  for (const other of languages) {
    const foreign = matching(text, other);
    if (foreign.length > 0) return foreign;
  }
  return ['other'];
}

function matching(text: string, language: Language): Intent[] {
  const normal = mended(text, language);
  const own = rules[language];
  const found = intents.filter((intent) =>
    intent === 'complaint' ? isComplaint(normal, own) : intent !== 'other' && own[intent].test(normal),
  );
  const specific = found.filter((intent) => intent !== 'thanks' && intent !== 'greeting');
  if (!aboutInvoice.test(normal) || specific.includes('human') || specific.includes('complaint')) {
    return specific.length > 0 ? specific : found.slice(0, 1);
  }
  const rest = specific.filter((intent) => intent !== 'price');
  return rest.length > 0 ? rest : ['other'];
}

/** Dissatisfaction, or a fault in what the business has worked on; what is broken otherwise wants a visit. */
function isComplaint(normal: string, { complaint, ours, fault, relapse, asksVisit }: Rules): boolean {
  const said = normal.replaceAll(noComplaint, ' ');
  if (complaint.test(said)) return true;
  if (relapse.test(said) && !asksVisit.test(said)) return true;
  return ours.test(said) && (fault.test(said) || relapse.test(said));
}
