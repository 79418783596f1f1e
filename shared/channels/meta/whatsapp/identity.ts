import type { Person } from '../../events.ts';

/** Meta's business-scoped user id, such as `US.13491208655302741918` or, for a whole enterprise, `US.ENT.…`. */
const userIdPattern = /^[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}$/;

export function isUserId(text: string): boolean {
  return userIdPattern.test(text);
}

/** Digits of a phone number, or `undefined` where the text is none. */
export function phoneDigits(text: string | undefined): string | undefined {
  if (text === undefined || !/^[+\d][\d\s().-]*$/.test(text)) return undefined;
  const digits = text.replaceAll(/\D/g, '');
  return digits.length >= 5 && digits.length <= 20 ? digits : undefined;
}

/**
 * Sorts what Meta calls `from`, `wa_id`, `user_id` and the like into phone and user id: either kind of field
 * may carry either, and a user with a username may have no phone at all. The first of each kind counts.
 */
export function personOf(...values: (string | undefined)[]): Person {
  const person: Person = {};
  for (const value of values) {
    if (value === undefined) continue;
    if (isUserId(value)) person.userId ??= value;
    else person.phone ??= phoneDigits(value);
  }
  if (person.phone === undefined) delete person.phone;
  return person;
}
