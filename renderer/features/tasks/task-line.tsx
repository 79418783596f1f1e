import { useState } from 'react';
import { ActionIcon, Avatar, Checkbox, Menu, Tooltip, VisuallyHidden } from '@mantine/core';
import { IconDotsVertical, IconPencil, IconRepeat, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { addDays, formatDay } from '#shared/domain/day.ts';
import { isOverdue, type Task, type WallClock } from '#shared/domain/task.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { run } from '#renderer/state/commands.ts';
import { useFormat } from '#renderer/state/format.ts';
import { initials, useMembers } from '#renderer/state/members.ts';
import { useTaskTitle } from '#renderer/state/task-title.ts';
import { WordsByHand } from './words-by-hand.tsx';
import { AboutLink } from './about-link.tsx';
import { TaskEntry } from './task-entry.tsx';
import classes from './tasks.module.css';

interface TaskLineProps {
  task: Task;
  clock: WallClock;
  readOnly: boolean;
  /** The id of the record that it stands at: the way to that one is not shown. */
  at: string | undefined;
}

/** One task: done by its box, changed in its place. */
export function TaskLine({ task, clock, readOnly, at }: TaskLineProps) {
  const { t } = useTranslation('tasks');
  const titleOf = useTaskTitle();
  const [isChanging, setChanging] = useState(false);
  if (isChanging)
    return (
      <li>
        <TaskEntry task={task} onClose={() => setChanging(false)} />
      </li>
    );
  const { id, done, repeat } = task;
  const title = titleOf(task);
  const isDone = done !== undefined;
  return (
    <li className={classes.line} data-done={isDone || undefined}>
      <Checkbox
        size="sm"
        checked={isDone}
        disabled={readOnly}
        aria-label={t(isDone ? 'reopen' : 'complete', { title })}
        onChange={() => ignore(run(isDone ? 'task.reopen' : 'task.complete', { id }))}
      />
      <div className={classes.words}>
        <span className={classes.what} dir="auto">
          {title}
        </span>
        <Due task={task} clock={clock} />
        {repeat !== undefined && (
          <span className={classes.detail}>
            <IconRepeat size={14} stroke={1.5} aria-hidden /> {t(`repeats.${repeat}`)}
          </span>
        )}
        {task.aboutId !== at && <AboutLink task={task} />}
        {task.asks?.kind === 'byHand' && !isDone && <WordsByHand task={task} />}
      </div>
      <Assignee memberId={task.memberId} />
      {!readOnly && <TaskMenu task={task} onChange={() => setChanging(true)} />}
    </li>
  );
}

function Due({ task, clock }: { task: Task; clock: WallClock }) {
  const { t } = useTranslation('tasks');
  const { locale } = useFormat();
  const { due, done } = task;
  if (due === undefined || done !== undefined) return null;
  const near: Record<string, string> = {
    [clock.day]: t('today'),
    [addDays(clock.day, 1)]: t('tomorrow'),
    [addDays(clock.day, -1)]: t('yesterday'),
  };
  const when = [near[due.day] ?? formatDay(due.day, locale), due.time].filter(Boolean).join(', ');
  const isLate = isOverdue(task, clock);
  return (
    <span className={classes.detail} data-late={isLate || undefined}>
      {isLate ? t('overdue', { when }) : when}
    </span>
  );
}

function Assignee({ memberId }: { memberId: string | undefined }) {
  const { t } = useTranslation('tasks');
  const members = useMembers();
  if (memberId === undefined || members.length < 2) return null;
  const name = members.find(({ id }) => id === memberId)?.name ?? t('formerMember');
  return (
    <Tooltip label={name}>
      <Avatar size={24} color="brass">
        <span aria-hidden>{initials(name)}</span>
        <VisuallyHidden>{name}</VisuallyHidden>
      </Avatar>
    </Tooltip>
  );
}

function TaskMenu({ task, onChange }: { task: Task; onChange: () => void }) {
  const { t } = useTranslation('tasks');
  const title = useTaskTitle()(task);
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Tooltip label={t('more')}>
          <ActionIcon aria-label={t('moreOf', { title })}>
            <IconDotsVertical size={18} stroke={1.5} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPencil size={18} stroke={1.5} />} onClick={onChange}>
          {t('change')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconTrash size={18} stroke={1.5} />}
          onClick={() => ignore(run('task.remove', { id: task.id }))}
        >
          {t('remove')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
