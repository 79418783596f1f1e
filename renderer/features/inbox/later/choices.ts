import { addDays, dayOf } from '#shared/domain/day.ts';
import { momentOf } from '#shared/domain/local-time.ts';

export interface LaterChoice {
  key: 'hour' | 'evening' | 'tomorrow' | 'monday';
  /** Epoch milliseconds. */
  at: number;
}

const hour = 60 * 60 * 1000;
const morning = '08:00';
const evening = '17:00';

/** The usual moments for what can wait, in the business's time zone; none of them is nearer than an hour. */
export function laterChoices(now: number, timeZone: string): LaterChoice[] {
  const choices: LaterChoice[] = [{ key: 'hour', at: now + hour }];
  const add = (key: LaterChoice['key'], date: string, time: string): void => {
    const at = momentOf(date, time, timeZone);
    const known = choices.some((choice) => choice.at === at);
    if (at !== undefined && at > now + hour && !known) choices.push({ key, at });
  };
  const today = dayOf(now, timeZone);
  add('evening', today, evening);
  add('tomorrow', addDays(today, 1), morning);
  add('monday', nextMonday(today), morning);
  return choices;
}

/** By the calendar: a day on which the clocks change has no twenty-four hours. */
function nextMonday(today: string): string {
  const weekday = new Date(`${today}T00:00:00Z`).getUTCDay();
  return addDays(today, (8 - weekday) % 7 || 7);
}
