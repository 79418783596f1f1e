import { dayOf } from '#shared/domain/day.ts';
import { momentOf } from '#shared/domain/local-time.ts';

export interface LaterChoice {
  key: 'hour' | 'evening' | 'tomorrow' | 'monday';
  /** Epoch milliseconds. */
  at: number;
}

const hour = 60 * 60 * 1000;
const day = 24 * hour;
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
  add('evening', dayOf(now, timeZone), evening);
  add('tomorrow', dayOf(now + day, timeZone), morning);
  add('monday', nextMonday(now, timeZone), morning);
  return choices;
}

function nextMonday(now: number, timeZone: string): string {
  for (let days = 1; days < 7; days++) {
    const date = dayOf(now + days * day, timeZone);
    if (new Date(`${date}T00:00:00Z`).getUTCDay() === 1) return date;
  }
  return dayOf(now + 7 * day, timeZone);
}
