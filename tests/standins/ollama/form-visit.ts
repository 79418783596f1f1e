/** What a form about a visit asks for. */
interface Visit {
  wantsVisit: boolean;
  service: string;
  serviceWords: string;
  day: string;
  time: string;
  whenWords: string;
  place: string;
}

const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const visits = /\b(come|appointment|book|visit|fix|repair|install|leak\w*|broken|service|replace)\b/i;
const whenPattern = new RegExp(
  String.raw`\b(?:(?:next |this |on )?(today|tomorrow|${weekdays.join('|')}))?(?:,? (?:at )?(\d{1,2})(?:[:.](\d{2}))? ?(am|pm)?)?\b`,
  'gi',
);
const placePattern = /\b\d{1,4} (?:\p{Lu}\p{L}+ ){1,3}(?:Street|Road|Lane|Avenue|Drive|Close|Way|St|Rd)\b/u;

/** Reads the visit out of the customer's words, and gives of each value the words as they stand there. */
export function readVisit(prompt: string, said: readonly string[]): Visit {
  const text = said.findLast((one) => visits.test(one)) ?? '';
  const place = said.map((one) => placePattern.exec(one)?.[0]).findLast((found) => found !== undefined);
  return {
    wantsVisit: text !== '',
    ...serviceIn(prompt, text),
    ...whenIn(prompt, text),
    place: place ?? '',
  };
}

/** The line of the price list that shares a word with the text, and that word. */
function serviceIn(prompt: string, text: string): Pick<Visit, 'service' | 'serviceWords'> {
  for (const [, name = ''] of prompt.matchAll(/^- (.+?)(?:: .*)?$/gm)) {
    for (const word of name.match(/\p{L}{3,}/gu) ?? []) {
      const found = new RegExp(String.raw`\b${word.slice(0, 5)}\p{L}*`, 'iu').exec(text)?.[0];
      if (found !== undefined) return { service: name, serviceWords: found };
    }
  }
  return { service: 'none', serviceWords: '' };
}

function whenIn(prompt: string, text: string): Pick<Visit, 'day' | 'time' | 'whenWords'> {
  const today = /Today is \w+ (\d{4}-\d{2}-\d{2})/.exec(prompt)?.[1];
  const found = [...text.matchAll(whenPattern)].find(([, day]) => day !== undefined);
  if (today === undefined || found === undefined) return { day: '', time: '', whenWords: '' };
  const [whenWords, name = '', hour, minute = '00', half] = found;
  const time = hour === undefined ? '' : clockTime(Number(hour), minute, half);
  return { day: dayAfter(today, name.toLowerCase()), time, whenWords: whenWords.trim() };
}

function clockTime(hour: number, minute: string, half: string | undefined): string {
  const isAfternoon = half?.toLowerCase() === 'pm' || (half === undefined && hour < 7);
  return `${String((hour % 12) + (isAfternoon || (half === undefined && hour === 12) ? 12 : 0)).padStart(2, '0')}:${minute}`;
}

/** The day of that name that comes next. */
function dayAfter(today: string, name: string): string {
  const from = new Date(`${today}T12:00:00Z`);
  const ahead = name === 'today' ? 0 : name === 'tomorrow' ? 1 : untilWeekday(from.getUTCDay(), name);
  from.setUTCDate(from.getUTCDate() + ahead);
  return from.toISOString().slice(0, 10);
}

function untilWeekday(today: number, name: string): number {
  return (weekdays.indexOf(name) - today + 7) % 7 || 7;
}
