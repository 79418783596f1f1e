import type { Language } from '#shared/agent/basic/language.ts';
import type { Contact } from '#shared/domain/contact.ts';
import { dayOf } from '#shared/domain/day.ts';
import { type AnswerLine, lineOf } from '../answers.ts';
import { contactsNamed } from '../find.ts';
import type { Finding, ToolContext } from '../read-tools.ts';
import { say, type SentenceName } from '../sentences.ts';
import { momentAt, type When } from '../when.ts';
import { type Call, checkCall } from '../write-tools.ts';

/** What the built-in assistant answers, would do, or has to ask. */
export interface Plan {
  text: string;
  lines: AnswerLine[];
  /** To be approved one by one. */
  calls: Call[];
  /** Of which the owner has to choose one; then the same sentence is planned again. */
  choices: AnswerLine[];
  /** It was looked for among all work and invoices that are open: closed years may hold more. */
  looksBack?: boolean;
  /** “Nobody owes you money” is an answer; “I found nothing” is not: a model may get further. */
  final: boolean;
}

/** What a plan is made from. */
export interface Planning extends ToolContext {
  language: Language;
  /** What the owner has chosen where several were meant: a customer, visit, job or invoice. */
  chosen?: string | undefined;
}

const hour = 60 * 60_000;

/** Goes on with the customer that the words name; asks where they name several or none. */
export function withContact(planning: Planning, words: string, go: (contact: Contact) => Plan): Plan {
  return withNamed(planning, words, (contact) =>
    contact === undefined ? says(planning, 'whoContact') : go(contact),
  );
}

/** Goes on with the customer that the words name, if they name one; asks where they name several. */
export function withNamed(
  planning: Planning,
  words: string,
  go: (contact: Contact | undefined) => Plan,
): Plan {
  const { records } = planning;
  const given = chosenContact(planning);
  const named = given === undefined ? contactsNamed(words, records) : [given];
  if (named.length < 2) return go(named[0]);
  const choices = named
    .slice(0, 8)
    .map(({ id }): Finding => ({ kind: 'contact', id, owes: [], openJobs: 0 }));
  return { ...says(planning, 'whichContact'), choices: linesOf(choices, planning) };
}

/** The customer that was chosen, or whose visit, job or invoice was. */
function chosenContact({ records, chosen = '' }: Planning): Contact | undefined {
  const jobId = records.get('visits', chosen)?.jobId ?? chosen;
  const contactId = records.get('jobs', jobId)?.contactId ?? records.get('issued', chosen)?.contactId;
  return records.get('contacts', contactId ?? chosen);
}

/** The moment that was named; `undefined` where no time was, or it has passed. */
export function startOf(
  { day, time }: Pick<When, 'day' | 'time'>,
  { business, now }: Planning,
): number | undefined {
  if (time === undefined) return undefined;
  const start = momentAt(day ?? dayOf(now, business.timeZone), time, business);
  // A time of today that has passed without a day being named is more likely a slip than a wish.
  return start !== undefined && start >= now - hour ? start : undefined;
}

/** `undefined` where no command takes this. */
export function call(command: string, args: unknown): Call | undefined {
  const checked = checkCall(command, args);
  return checked.ok ? checked.value : undefined;
}

/** What would be done; nothing of it where a part is no command. */
export function proposes(planning: Planning, calls: (Call | undefined)[]): Plan {
  const whole = calls.filter((each) => each !== undefined);
  if (whole.length < calls.length) return says(planning, 'foundNothing', { words: '' });
  return { ...says(planning, 'proposal'), calls: whole };
}

/** What was looked for, or that there is none of it. */
export function found(
  planning: Planning,
  findings: Finding[],
  none: SentenceName,
  some: SentenceName = 'found',
): Plan {
  return { ...says(planning, findings.length > 0 ? some : none), lines: linesOf(findings, planning) };
}

/** A sentence alone. */
export function says({ language }: Planning, name: SentenceName, values?: Record<string, string>): Plan {
  return { text: say(name, language, values), lines: [], calls: [], choices: [], final: false };
}

export function linesOf(findings: Finding[], planning: Planning): AnswerLine[] {
  return findings.map((finding) => lineOf(finding, planning, planning.language));
}

export function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}
