import type { Business } from '#shared/domain/business.ts';
import { dayOf } from '#shared/domain/day.ts';
import { timeOf } from '#shared/domain/local-time.ts';
import type { SaidMessage } from '#shared/domain/transcript.ts';
import { weekdayOf } from './clock.ts';

/** Characters of one message that a model gets to see. */
const longestMessage = 2000;

const speakers = { in: 'customer', out: 'business', note: 'team', event: 'system' } as const;

/** Beside spoken words. It says itself what it means, so that a talk without them begins as ever. */
const machineMark = '"heardByMachine":"may be misheard",';

/** What was said, when, and by whom, oldest first: the same for whatever is asked about it. It grows at its end. */
export function talkLines(
  { timeZone }: Pick<Business, 'timeZone'>,
  customerName: string | undefined,
  messages: readonly SaidMessage[],
): string[] {
  let day = '';
  const lines = messages.map(({ direction, at, text, type, machineRead = false }) => {
    const words = quarantined((text ?? `(${type})`).slice(0, longestMessage));
    const isNewDay = dayOf(at, timeZone) !== day;
    day = dayOf(at, timeZone);
    const moment = `${isNewDay ? `${weekdayOf(day)} ${day} ` : ''}${timeOf(at, timeZone)}`;
    return `{"at":"${moment}",${machineRead ? machineMark : ''}"${speakers[direction]}":${words}}`;
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
