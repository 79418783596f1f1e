import { z } from 'zod';
import type { ReplyFacts } from '#shared/agent/facts.ts';
import { unanswered } from '#shared/agent/facts.ts';
import { dayOf } from '#shared/domain/day.ts';
import { fold } from '#shared/agent/when/fold.ts';
import { readWhen } from '#shared/agent/when/when.ts';

/** Something that a customer asks for beside a visit. It is shown to the owner; nothing is made of it by itself. */
export const requestSchema = z.discriminatedUnion('kind', [
  /** A bill that was issued, once more. */
  z.object({ kind: z.literal('copy'), upTo: z.number(), id: z.string(), number: z.string() }),
  /** Work that is done and not billed yet. */
  z.object({ kind: z.literal('bill'), upTo: z.number(), id: z.string(), title: z.string() }),
  /** They want to be reminded; `day`: of when they speak, where they name one. */
  z.object({ kind: z.literal('remind'), upTo: z.number(), words: z.string(), day: z.string().optional() }),
]);
export type CustomerRequest = z.infer<typeof requestSchema>;

const lookBack = 7 * 24 * 60 * 60 * 1000;
const longestWords = 200;

/** In all six languages at once: a person decides, so that a word too many costs a look. */
const document =
  /^(invoices?|bills?|receipts?|facturas?|recibos?|faturas?|rechnung(en)?|quittung(en)?|factures?|recus?|fattur[ae]|ricevut[ae])$/;
/** Beginnings of words by which somebody asks for it. */
const wanted =
  /^(send|resend|email|mail|forward|need|get|copy|envi|reenvi|mand|necesit|copia|precis|schick|zuschick|brauch|kopie|bekomm|envo|renvo|transm|besoin|copie|inv[io]|serv|bisogn)/;
const negated = /^(paid|pagad[oa]|pagu[eo]i?|bezahlt|paye|pagato|ueberwiesen)$/;

const remind = /^(remind|recuerd|record|lembr|erinner|rappel|ricord)/;
const me = /^(me|us|nos|mich|uns|moi|nous|mi|ci)$/;
/** A pronoun that its verb has swallowed: "recuérdame", "ricordami". */
const withMe = /^(recuerd|record|lembr|ricord)\p{L}*(me|nos|mi|ci)$/u;

/** What the customer’s open words ask for, as far as it can be told; the newest words count. */
export function proposeRequest(facts: ReplyFacts): CustomerRequest | undefined {
  const open = unanswered(facts.messages).filter(
    ({ at, direction }) => direction === 'in' && facts.now - at <= lookBack,
  );
  for (const { text = '', at: upTo } of open.toReversed()) {
    const words = fold(text.slice(0, 2000)).split(/[^\p{L}\p{N}]+/u);
    if (asksForReminder(words)) return { kind: 'remind', upTo, ...reminderOf(text, upTo, facts) };
    const bill = asksForBill(words) ? billOf(facts) : undefined;
    if (bill !== undefined) return { ...bill, upTo };
  }
  return undefined;
}

function asksForBill(words: readonly string[]): boolean {
  const others = words.filter((word) => !document.test(word));
  const has = (pattern: RegExp): boolean => others.some((word) => pattern.test(word));
  return others.length < words.length && has(wanted) && !has(negated);
}

function asksForReminder(words: readonly string[]): boolean {
  return words.some((word) => remind.test(word)) && words.some((word) => me.test(word) || withMe.test(word));
}

type Bill = { kind: 'copy'; id: string; number: string } | { kind: 'bill'; id: string; title: string };

/** Work that waits for its bill comes first; then the newest bill that is open, then the newest one. */
function billOf({ jobs, invoices }: ReplyFacts): Bill | undefined {
  const unbilled = jobs.find(({ state }) => state === 'completed');
  if (unbilled !== undefined) return { kind: 'bill', id: unbilled.id, title: unbilled.title };
  const newest = invoices.find(({ open }) => open > 0n) ?? invoices[0];
  return newest && { kind: 'copy', id: newest.issued.documentId, number: newest.issued.number };
}

function reminderOf(
  text: string,
  at: number,
  { business }: ReplyFacts,
): { words: string; day?: string | undefined } {
  const { day, namesPast } = readWhen(text, { now: at, business });
  const isToCome = day?.kind === 'one' && !namesPast && day.value >= dayOf(at, business.timeZone);
  return { words: text.trim().slice(0, longestWords).toWellFormed(), ...(isToCome && { day: day.value }) };
}
