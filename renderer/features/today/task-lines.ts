import { dayOf } from '#shared/domain/day.ts';
import { momentOf, timeOf } from '#shared/domain/local-time.ts';
import { inOrderOfDue, isOverdue, type Task } from '#shared/domain/task.ts';
import type { Line } from './line.ts';
import { isFor, type TodaySources } from './sources.ts';

/** The tasks that are due by today and left to this member. Those without a day stand in their own list. */
export function taskLines(sources: TodaySources): Line[] {
  const { records, viewer, now, timeZone } = sources;
  if (viewer.right('work') !== 'write') return [];
  const clock = { day: dayOf(now, timeZone), time: timeOf(now, timeZone) };
  const toMoment = momentsOf(clock.day, timeZone);
  const isDue = ({ due, done, memberId }: Task) =>
    done === undefined && due !== undefined && due.day <= clock.day && isFor(memberId, sources);
  return [...records.all('tasks')]
    .filter(isDue)
    .toSorted(inOrderOfDue)
    .map((task) => {
      const at = task.due === undefined ? 0 : toMoment(task.due);
      return { kind: 'task', id: `task ${task.id}`, isLate: isOverdue(task, clock), at, task };
    });
}

/** For the order alone: by today's distance to UTC, because to ask the zone of each day takes long. */
function momentsOf(today: string, timeZone: string): (due: NonNullable<Task['due']>) => number {
  const noon = `${today}T12:00`;
  const distance = (momentOf(today, '12:00', timeZone) ?? 0) - Date.parse(`${noon}Z`);
  return ({ day, time = '23:59' }) => Date.parse(`${day}T${time}Z`) + distance;
}
