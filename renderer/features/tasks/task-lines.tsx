import { useState } from 'react';
import { Button } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAccess } from '#renderer/state/session.ts';
import { TaskLine } from './task-line.tsx';
import { type SortedTasks, useWallClock } from './use-tasks.ts';
import classes from './tasks.module.css';

/** So many of those that are done are drawn: older ones are found by the search. */
const mostDone = 100;

interface TaskLinesProps {
  tasks: SortedTasks;
  /** The id of the record that they stand at. */
  at?: string | undefined;
}

/** Tasks in their order; those that are done are folded away. */
export function TaskLines({ tasks: { open, done }, at }: TaskLinesProps) {
  const { t } = useTranslation('tasks');
  const clock = useWallClock();
  const readOnly = useAccess('work') !== 'write';
  const [showsDone, setShowsDone] = useState(false);
  const Chevron = showsDone ? IconChevronDown : IconChevronRight;
  const lines = (tasks: SortedTasks['open'], label: string) => (
    <ul className={classes.lines} aria-label={label}>
      {tasks.map((task) => (
        <TaskLine key={task.id} task={task} clock={clock} readOnly={readOnly} at={at} />
      ))}
    </ul>
  );
  return (
    <>
      {open.length > 0 && lines(open, t('open'))}
      {done.length > 0 && (
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          className={classes.fold}
          leftSection={<Chevron size={16} stroke={1.5} />}
          aria-expanded={showsDone}
          onClick={() => setShowsDone(!showsDone)}
        >
          {t('done', { count: done.length })}
        </Button>
      )}
      {showsDone && lines(done.slice(0, mostDone), t('doneOnes'))}
    </>
  );
}
