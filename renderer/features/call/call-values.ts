import type { ArgsOf } from '#shared/commands/index.ts';
import { momentOf } from '#shared/domain/local-time.ts';
import { given } from '#shared/lib/given.ts';

/** What stands in the form. */
export interface CallValues extends Record<string, string> {
  /** A number or a name, as it is typed. */
  who: string;
  /** Who was chosen of those who are known, and their name. */
  contactId: string;
  chosen: string;
  /** The other one of number and name. */
  name: string;
  wanted: string;
  notes: string;
  /** A known site, or `new` for the address below. */
  siteId: string;
  street: string;
  postcode: string;
  city: string;
  /** Empty: none yet; `other`: day, clock and minutes below; or else a free time, `start-end`. */
  time: string;
  day: string;
  clock: string;
  minutes: string;
}

export const emptyCall: CallValues = {
  who: '',
  contactId: '',
  chosen: '',
  name: '',
  wanted: '',
  notes: '',
  siteId: '',
  street: '',
  postcode: '',
  city: '',
  time: '',
  day: '',
  clock: '',
  minutes: '60',
};

/** Whether what was typed is a number or the beginning of one: digits and what stands between them. */
export function isNumber(who: string): boolean {
  return /^[+(]?\d[\d\s().\-/]*$/.test(who.trim());
}

/** Which of the two fields is the number and which the name. */
export function numberAndName({ who, name }: Pick<CallValues, 'who' | 'name'>): {
  phone: string;
  name: string;
} {
  return isNumber(who) ? { phone: who.trim(), name: name.trim() } : { phone: name.trim(), name: who.trim() };
}

/** What is told to the command. */
export function noted(values: CallValues, timeZone: string): ArgsOf<'call.record'> {
  const { contactId, siteId, wanted, notes } = values;
  const { phone, name } = numberAndName(values);
  const isNew = siteId === '' || siteId === 'new';
  const address = given({
    street: orNone(values.street),
    postcode: orNone(values.postcode),
    city: orNone(values.city),
  });
  const caller = contactId === '' ? { name: orNone(name), phone: orNone(phone) } : { contactId };
  return given({
    ...caller,
    wanted: orNone(wanted),
    notes: orNone(notes),
    siteId: isNew ? undefined : siteId,
    address: isNew && Object.keys(address).length > 0 ? address : undefined,
    visit: visitOf(values, timeZone),
  });
}

function visitOf(
  { time, day, clock, minutes }: CallValues,
  timeZone: string,
): { start: number; end: number } | undefined {
  if (time === '') return undefined;
  if (time !== 'other') {
    const [start = 0, end = 0] = time.split('-').map(Number);
    return { start, end };
  }
  const start = momentOf(day, clock, timeZone);
  return start === undefined ? undefined : { start, end: start + Number(minutes) * 60_000 };
}

function orNone(text: string): string | undefined {
  return text.trim() === '' ? undefined : text.trim();
}
