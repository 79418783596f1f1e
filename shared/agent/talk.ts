import type { Business } from '#shared/domain/business.ts';
import type { Message } from '#shared/domain/conversation.ts';
import { dayOf } from '#shared/domain/day.ts';
import { timeOf } from '#shared/domain/local-time.ts';
import { weekdayOf } from './clock.ts';

/** Characters of one message that a model gets to see. */
const longestMessage = 2000;

const speakers = { in: 'customer', out: 'business', note: 'team', event: 'system' } as const;

/** What was said, when, and by whom, oldest first: the same for whatever is asked about it. It grows at its end. */
export function talkLines(
  { timeZone }: Pick<Business, 'timeZone'>,
  customerName: string | undefined,
  messages: readonly Message[],
): string[] {
  let day = '';
  const lines = messages.map(({ direction, at, text, type }) => {
    const words = quarantined((text ?? `(${type})`).slice(0, longestMessage));
    const isNewDay = dayOf(at, timeZone) !== day;
    day = dayOf(at, timeZone);
    const moment = `${isNewDay ? `${weekdayOf(day)} ${day} ` : ''}${timeOf(at, timeZone)}`;
    return `{"at":"${moment}","${speakers[direction]}":${words}}`;
  });
  const name = customerName === undefined ? [] : [`{"customerName":${quarantined(customerName)}}`];
  return [...name, ...lines];
}

/**
 * A customer's words as a JSON string: they cannot end their line. Brackets and bars are escaped as well,
 * because chat templates build their control tokens from them.
 */
export function quarantined(text: string): string {
  return JSON.stringify(text).replace(
    /[<>[\]{}|`\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
