import { questionOf, type ReplyFacts } from '../facts.ts';
import { languageOfText } from '../language.ts';
import { namesOf, saidOf, type Priced } from './about.ts';
import type { Claim } from './claim.ts';
import { findClaims } from './find.ts';
import { formProblems } from './form.ts';
import { proves } from './proves.ts';
import { saidBy, type Source, sourcesOf } from './sources.ts';
import { knownWords, statementsIn } from './statements.ts';
import { templateWords } from './template-words.ts';
import { type DraftWarning, forbiddenWords } from './warnings.ts';

/** What a draft rests on, and what of it does not. */
export interface DraftCheck {
  /** What to look at before sending; empty where everything is proven. */
  warnings: DraftWarning[];
  /** Records that prove what the text states, as `collection/id`; `slots/START` for a computed free time. */
  citations: string[];
}

/**
 * Checks a draft against the records and the conversation. Every amount, percentage, day, time, link, account,
 * address and number must be in a record that speaks of the same thing, or in what the business wrote before; days,
 * times, numbers, addresses and phone numbers may also be the customer's. What else a sentence says must be in words
 * that the business stands by. A draft is always for a person to send: this tells them where to look.
 */
export function checkDraft(draft: string, facts: ReplyFacts): DraftCheck {
  const own = facts.business.locale.split(/[-_]/)[0]!.toLowerCase();
  const language = languageOfText(draft, own) ?? own;
  const claims = findClaims(draft, facts.business, language);
  const { warnings, citations } = checkClaims(draft, claims, facts, language);
  const statements = statementsIn(draft, claims, knownWords(facts, templateWords(language)));
  const named = namesOf(facts.services)(draft).map((id) => `services/${id}`);
  return {
    warnings: distinct([
      ...warnings,
      ...statements.map(({ text }): DraftWarning => ({ kind: 'statement', text })),
      ...forbiddenWords(draft, facts.voice.doNotSay),
      ...formProblems(draft, questionOf(facts.messages)),
    ]),
    citations: [...new Set([...named, ...citations])],
  };
}

function checkClaims(draft: string, claims: Claim[], facts: ReplyFacts, language: string): DraftCheck {
  const sources = sourcesOf(facts, language);
  const customers = saidBy(facts, 'in', language);
  const amounts = claims.filter(({ kind }) => kind === 'amount');
  const said = saidOf(draft, amounts, [...facts.services, ...itemsOf(facts)], questionOf(facts.messages));
  const warnings: DraftWarning[] = [];
  const citations: string[] = [];
  for (const claim of claims) {
    const proofs = sources.filter(({ known }) => known.some((each) => proves(each, claim)));
    const fitting = proofs.filter((source) => speaksOf(source, claim, said.get(claim.start)));
    for (const { citation } of fitting) if (citation !== undefined) citations.push(citation);
    if (fitting.length > 0) {
      if (claim.kind === 'amount' && saysOtherTaxes(draft, claim, facts))
        warnings.push({ kind: 'taxes', text: claim.text });
      continue;
    }
    const isCustomers = customers.some((known) => proves(known, claim));
    if (isCustomers && mayBeCustomers.has(claim.kind)) continue;
    const isUnclear = proofs.length > 0 && said.get(claim.start) === undefined;
    const kind = isCustomers ? 'onlyCustomers' : isUnclear ? 'unclear' : 'unproven';
    warnings.push({ kind, what: claim.kind, text: claim.text });
  }
  return { warnings, citations };
}

/** What the customer says of themselves may be said back. */
const mayBeCustomers = new Set<Claim['kind']>(['date', 'time', 'phone', 'address', 'number']);

/** A price proves an amount only where the text speaks of that thing, and an invoice's sum where it speaks of none. */
function speaksOf({ priceOf }: Source, claim: Claim, meant: ReadonlySet<string> | undefined): boolean {
  if (claim.kind !== 'amount') return true;
  return priceOf === undefined ? meant === undefined : meant?.has(priceOf) === true;
}

const without =
  /\b(?:excl\p{L}*|ex\.?|plus|net|zzgl|zuzüglich|ohne|sin|más|mas|sem|mais|hors|ht|esclus\p{L}*|più|\+)\.?\s{0,2}(?:of\s)?(?:the\s)?(?:vat|tax|gst|iva|mwst|ust|mehrwertsteuer|taxes?|tva|impuestos?|impostos?)\b|\bHT\b/iu;
const including =
  /\b(?:incl\p{L}*|inkl\p{L}*|with|con|com|mit|ttc|compris\p{L}*|compres\p{L}*)\.?\s{0,2}(?:the\s)?(?:vat|tax|gst|iva|mwst|ust|mehrwertsteuer|tva|impuestos?|impostos?)\b|\bTTC\b/iu;

/** Right after the amount, up to the next one. */
function saysOtherTaxes(draft: string, { end }: Claim, { business }: ReplyFacts): boolean {
  const behind = draft.slice(end, end + 40).split(/\d/)[0]!;
  return business.pricesIncludeTax ? without.test(behind) : including.test(behind);
}

function itemsOf({ jobs }: ReplyFacts): Priced[] {
  return jobs.flatMap(({ id, items = {} }) =>
    Object.entries(items).map(([key, { name }]) => ({ id: `${id}/${key}`, name })),
  );
}

function distinct(warnings: DraftWarning[]): DraftWarning[] {
  return [...new Map(warnings.map((warning) => [JSON.stringify(warning), warning])).values()];
}
