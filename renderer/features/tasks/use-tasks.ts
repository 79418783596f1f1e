import { useMemo } from 'react';
import { dayOf } from '#shared/domain/day.ts';
import { timeOf } from '#shared/domain/local-time.ts';
import { inOrderOfDue, type Task, type WallClock } from '#shared/domain/task.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useNow } from '#renderer/state/now.ts';
import { useTable } from '#renderer/state/records.ts';

/** What a task can be about, as a section of it asks. */
export interface About {
  kind: NonNullable<Task['aboutKind']>;
  id: string;
}

export interface SortedTasks {
  /** By when they are due. */
  open: Task[];
  /** The one that was done last first. */
  done: Task[];
}

/** All tasks, or those about these records. */
export function useTasks(about?: readonly About[]): SortedTasks {
  const tasks = useTable('tasks');
  return useMemo(
    () => sorted(about === undefined ? [...tasks.values()] : tasksAbout(about, tasks)),
    [about, tasks],
  );
}

/** The time where the business is, renewed every half minute. */
export function useWallClock(): WallClock {
  const { timeZone } = useFormat();
  const now = useNow();
  return { day: dayOf(now, timeZone), time: timeOf(now, timeZone) };
}

function tasksAbout(about: readonly About[], tasks: ReturnType<typeof useTable<'tasks'>>): Task[] {
  return about.flatMap(({ kind, id }) =>
    tasks.by('aboutId', id).filter(({ aboutKind }) => aboutKind === kind),
  );
}

function sorted(tasks: Task[]): SortedTasks {
  return {
    open: tasks.filter(({ done }) => done === undefined).toSorted(inOrderOfDue),
    done: tasks.filter(({ done }) => done !== undefined).toSorted((a, b) => b.done!.at - a.done!.at),
  };
}
