import { addDays } from '#shared/domain/day.ts';
import type { Share } from './report.ts';
import type { DayMessage } from './sets.ts';

/** What a reader makes of a message, in the form of the labels: `ask` where it would ask. */
export type DayReading = Pick<DayMessage, 'day' | 'time'>;
export type ReadDay = (text: string) => DayReading;

type Value = DayReading['day'];
type Range = Extract<Value, object>;

/**
 * `wrong`: a value that nobody said, silently. `asked`: instead of a value. `missed`: nothing read where there was a
 * value, or something to be asked.
 */
export const dayOutcomes = ['wrong', 'right', 'asked', 'missed'] as const;
export type DayOutcome = (typeof dayOutcomes)[number];
export type DayFigures = Record<'day' | 'time', Record<DayOutcome, Share>>;

/** How days and times are read, each apart. */
export function measureDays(set: DayMessage[], read: ReadDay): DayFigures {
  const readings = set.map((message) => ({ message, reading: read(message.text) }));
  const sharesOf = (field: 'day' | 'time') => {
    const found = readings.map(({ message, reading }) =>
      outcomeOf(message[field], reading[field], field === 'day' ? isSameDays : isWithin),
    );
    return Object.fromEntries(
      dayOutcomes.map((name) => [
        name,
        { part: found.filter((outcome) => outcome === name).length, whole: found.length },
      ]),
    ) as Record<DayOutcome, Share>;
  };
  return { day: sharesOf('day'), time: sharesOf('time') };
}

function outcomeOf(
  label: Value,
  reading: Value,
  meets: (label: Range, reading: Range) => boolean,
): DayOutcome {
  if (reading === label) return 'right';
  if (reading === 'ask') return 'asked';
  if (reading === null) return 'missed';
  if (label === null || label === 'ask' || typeof label === 'string' || typeof reading === 'string')
    return 'wrong';
  return meets(label, reading) ? 'right' : 'wrong';
}

/** An end that is open in the label may be anywhere; a part of a day also meets a narrower one. */
function isWithin(label: Range, { from, to }: Range): boolean {
  const starts =
    label.from === null || (from !== null && (label.to === null ? from === label.from : from >= label.from));
  const ends = label.to === null || (to !== null && (label.from === null ? to === label.to : to <= label.to));
  return starts && ends;
}

/** A week may end with its working days, and this one begin tomorrow. */
function isSameDays(label: Range, { from, to }: Range): boolean {
  const starts =
    label.from === null ||
    from === label.from ||
    (label.from === today && from === addDays(today, 1) && label.to !== null);
  const isWeek = label.from !== null && label.to !== null && addDays(label.from, 6) === label.to;
  const ends =
    label.to === null ||
    to === label.to ||
    (isWeek && to !== null && to >= addDays(label.to, -2) && to <= label.to);
  return starts && ends;
}

const today = '2026-11-16';
