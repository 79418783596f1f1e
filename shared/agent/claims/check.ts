import { questionOf, type ReplyFacts } from '../facts.ts';
import { languageOfText } from '../language.ts';
import { termsOf } from '../retrieval/terms.ts';
import { namesOf, saidOf, type Priced } from './about.ts';
import type { Claim } from './claim.ts';
import { findClaims } from './find.ts';
import { formProblems } from './form.ts';
import { proves } from './proves.ts';
import { type Sentence, sentencesOf } from './sentences.ts';
import { saidBy, type Source, sourcesOf } from './sources.ts';
import { knownWords, statementsIn } from './statements.ts';
import { composedWords } from './composed-words.ts';
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
 * address and number must be in a record that speaks of the same thing, or in what the business wrote before; numbers,
 * addresses and phone numbers may also be the customer's. What else a sentence says must be in words
 * that the business stands by. A draft is always for a person to send: this tells them where to look.
 */
export function checkDraft(draft: string, facts: ReplyFacts): DraftCheck {
  const own = facts.business.locale.split(/[-_]/)[0]!.toLowerCase();
  const language = languageOfText(draft, own) ?? own;
  const claims = findClaims(draft, facts.business, language);
  const { warnings, citations, proven, doubtful } = checkClaims(draft, claims, facts, language);
  const known = knownWords(facts, composedWords(language));
  const named = namesOf(facts.services)(draft).map((id) => `services/${id}`);
  const told = passagesToldIn(draft, facts);
  return {
    warnings: distinct([
      ...warnings,
      ...statementsIn(draft, { proven, doubtful, all: claims }, known).map((text): DraftWarning => ({
        kind: 'statement',
        text,
      })),
      ...forbiddenWords(draft, facts.voice.doNotSay),
      ...formProblems(draft, questionOf(facts.messages)),
    ]),
    citations: [...new Set([...named, ...told, ...citations])],
  };
}

function checkClaims(
  draft: string,
  claims: Claim[],
  facts: ReplyFacts,
  language: string,
): DraftCheck & { proven: Claim[]; doubtful: Claim[] } {
  const sources = sourcesOf(facts, language);
  const customers = saidBy(facts, 'in', language);
  const amounts = claims.filter(({ kind }) => kind === 'amount');
  const said = saidOf(draft, amounts, [...facts.services, ...itemsOf(facts)], questionOf(facts.messages));
  const warnings: DraftWarning[] = [];
  const citations: string[] = [];
  const proven: Claim[] = [];
  const doubtful: Claim[] = [];
  const sentences = sentencesOf(draft);
  for (const claim of claims) {
    const times = timesBeside(claim, claims, sentences);
    const proofs = sources.filter(({ known }) => known.some((each) => proves(each, claim, times)));
    const fitting = proofs.filter((source) => speaksOf(source, claim, said.get(claim.start)));
    for (const { citation } of fitting) if (citation !== undefined) citations.push(citation);
    if (fitting.length > 0) {
      proven.push(claim);
      if (claim.kind === 'amount' && saysOtherTaxes(draft, claim, facts))
        warnings.push({ kind: 'taxes', text: claim.text });
      continue;
    }
    const isCustomers = customers.some((known) => proves(known, claim));
    if (isCustomers && mayBeCustomers.has(claim.kind)) continue;
    const isUnclear = proofs.length > 0 && said.get(claim.start) === undefined;
    const kind = isCustomers ? 'onlyCustomers' : isUnclear ? 'unclear' : 'unproven';
    doubtful.push(claim);
    warnings.push({ kind, what: claim.kind, text: claim.text });
  }
  return { warnings, citations, proven, doubtful };
}

/** Passages of the knowledge that hold most telling words of a sentence. */
function passagesToldIn(draft: string, { knowledge }: ReplyFacts): string[] {
  const sentences = sentencesOf(draft).map(({ text }) => [...new Set(termsOf(text))]);
  return knowledge.flatMap(({ row }) => {
    const held = new Set(termsOf(`${row.title} ${row.text}`));
    const isTold = sentences.some((terms) => {
      const shared = terms.filter((term) => held.has(term)).length;
      return shared >= 2 && shared / terms.length >= 0.5;
    });
    return isTold ? [`knowledge/${row.id}`] : [];
  });
}

/** What the sentence of a claim says of the clock. */
function timesBeside(claim: Claim, claims: readonly Claim[], sentences: readonly Sentence[]): number[] {
  const own = sentences.find(({ start, text }) => claim.start >= start && claim.start < start + text.length);
  if (own === undefined) return [];
  const end = own.start + own.text.length;
  return claims.flatMap((each) =>
    each.kind === 'time' && each.start >= own.start && each.start < end ? each.minutes : [],
  );
}

/** What the customer says of themselves may be said back; a day that they wish for is no visit. */
const mayBeCustomers = new Set<Claim['kind']>(['phone', 'address', 'number']);

/** A price proves an amount only where the text speaks of that thing, and an invoice's sum where it speaks of none. */
function speaksOf({ priceOf }: Source, claim: Claim, meant: ReadonlySet<string> | undefined): boolean {
  if (claim.kind !== 'amount') return true;
  return priceOf === undefined ? meant === undefined : meant?.has(priceOf) === true;
}

const taxWord = String.raw`(?:vat|tax|gst|iva|mwst|ust|mehrwertsteuer|umsatzsteuer|taxes?|tva|impuestos?|impostos?)`;
const tax = new RegExp(String.raw`(?<!\p{L})${taxWord}(?!\p{L})|(?<!\p{L})(?:HT|TTC)(?!\p{L})`, 'iu');
const including = new RegExp(
  String.raw`(?<!\p{L})(?:incl\p{L}*|inkl\p{L}*|with|con|com|mit|compris\p{L}*|compres\p{L}*|avec)\.?\s{0,2}(?:the\s|a\s|la\s|l['’]|der\s)?(?:\d+(?:[.,]\d+)?\s?%\s)?${taxWord}(?!\p{L})|(?<!\p{L})(?:${taxWord}\s(?:incl\p{L}*|inkl\p{L}*|compris\p{L}*|compres\p{L}*)|TTC)(?!\p{L})`,
  'iu',
);
const without = new RegExp(
  String.raw`(?:(?<!\p{L})(?:excl\p{L}*|ex|plus|net|zzgl|zuzüglich|ohne|sin|más|mas|sem|mais|hors|esclus\p{L}*|più)|\+)\.?\s{0,2}(?:of\s|the\s)*${taxWord}(?!\p{L})|(?<!\p{L})HT(?!\p{L})`,
  'iu',
);

/**
 * Behind the amount, up to the next one: whoever speaks of a tax has to say of it what the price list says. A word
 * that takes that back, as in "not including", says something else too.
 */
function saysOtherTaxes(draft: string, { end }: Claim, { business }: ReplyFacts): boolean {
  const own = draft.slice(end, end + 60).split(/\n|\d+[.,]\d{2}(?!\d)/)[0]!;
  if (!tax.test(own)) return false;
  const [right, wrong] = business.pricesIncludeTax ? [including, without] : [without, including];
  return !right.test(own) || wrong.test(own);
}

function itemsOf({ jobs }: ReplyFacts): Priced[] {
  return jobs.flatMap(({ id, items = {} }) =>
    Object.entries(items).map(([key, { name }]) => ({ id: `${id}/${key}`, name })),
  );
}

function distinct(warnings: DraftWarning[]): DraftWarning[] {
  return [...new Map(warnings.map((warning) => [JSON.stringify(warning), warning])).values()];
}
