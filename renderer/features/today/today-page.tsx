import { SegmentedControl } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ignore } from '#shared/lib/ignore.ts';
import { TaskEntry, TaskList, useWallClock } from '#renderer/features/tasks/index.ts';
import { useAccess } from '#renderer/state/session.ts';
import { KeepsUnsaved, Page } from '#renderer/ui/index.ts';
import { AgendaList } from './agenda-list.tsx';
import { NumbersRow } from './numbers-row.tsx';
import { useToday } from './use-today.ts';
import classes from './today.module.css';

/** What the day asks for: five numbers, then one list of what to do; beside it all tasks. Route `/today`. */
export function TodayPage() {
  const { t } = useTranslation(['today', 'tasks']);
  const navigate = useNavigate();
  const { new: isAdding = false, show } = useSearch({ strict: false });
  const { day: today } = useWallClock();
  const readOnly = useAccess('work') !== 'write';
  const look = (wanted: { new?: true; show?: 'tasks' }) =>
    ignore(navigate({ to: '/today', search: wanted, replace: true }));
  const kept = show === 'tasks' ? { show: 'tasks' as const } : {};

  const filters = (
    <SegmentedControl
      role="radiogroup"
      size="xs"
      aria-label={t('which')}
      value={show === 'tasks' ? 'tasks' : 'toDo'}
      onChange={(value) => look(value === 'tasks' ? { show: 'tasks' } : {})}
      data={[
        { value: 'toDo', label: t('toDo') },
        { value: 'tasks', label: t('tasks') },
      ]}
    />
  );
  return (
    <Page
      title={t('title')}
      filters={filters}
      action={{
        label: t('tasks:add'),
        icon: <IconPlus size={16} stroke={1.5} />,
        onClick: () => look({ ...kept, new: true }),
        readOnly,
      }}
    >
      <KeepsUnsaved of="today">
        <div className={classes.page}>
          {isAdding && !readOnly && <TaskEntry day={today} onClose={() => look(kept)} />}
          {show === 'tasks' ? (
            <TaskList onAdd={readOnly ? undefined : () => look({ ...kept, new: true })} />
          ) : (
            <ToDo />
          )}
        </div>
      </KeepsUnsaved>
    </Page>
  );
}

function ToDo() {
  const { lines, tomorrow, numbers, debts, now } = useToday();
  return (
    <>
      <NumbersRow numbers={numbers} debts={debts} now={now} />
      <AgendaList lines={lines} tomorrow={tomorrow} now={now} />
    </>
  );
}
