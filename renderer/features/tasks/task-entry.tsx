import { useEffect, useRef } from 'react';
import { ActionIcon, Button, NativeSelect, Popover, TextInput, Tooltip } from '@mantine/core';
import { IconRepeat, IconRepeatOff, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { type Task, type TaskRepeat, taskRepeats } from '#shared/domain/task.ts';
import { run } from '#renderer/state/commands.ts';
import { useMembers } from '#renderer/state/members.ts';
import { useTaskTitle } from '#renderer/state/task-title.ts';
import { takeFieldProblems, useKeptForm } from '#renderer/ui/index.ts';
import type { About } from './use-tasks.ts';
import classes from './tasks.module.css';

interface TaskEntryProps {
  /** The task to change; without it a new one is made. */
  task?: Task;
  /** What a new one is about. */
  about?: About;
  /** The day of a new one unless another is chosen: `2026-11-29`. */
  day?: string;
  onClose: () => void;
}

type TaskFields = Record<'title' | 'day' | 'time' | 'memberId', string> & { repeat: TaskRepeat | '' };

/** One line that makes or changes a task: what, by when, who, and whether it comes again. Enter saves, Esc closes. */
export function TaskEntry({ task, about, day: firstDay = '', onClose }: TaskEntryProps) {
  const { t } = useTranslation('tasks');
  const titleOf = useTaskTitle();
  const members = useMembers();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const { form, forget } = useKeptForm<TaskFields>(`task ${task?.id ?? `about ${about?.id ?? 'nothing'}`}`, {
    initialValues: {
      title: task === undefined ? '' : titleOf(task),
      day: task?.due?.day ?? (task === undefined ? firstDay : ''),
      time: task?.due?.time ?? '',
      memberId: task?.memberId ?? '',
      repeat: task?.repeat ?? '',
    },
    validate: {
      title: (title) => (title.trim() === '' ? t('titleNeeded') : null),
      day: (day, { time, repeat }) => (day === '' && (time !== '' || repeat !== '') ? t('dayNeeded') : null),
    },
  });
  const { repeat } = form.values;

  function close() {
    forget();
    onClose();
  }

  async function save({ title, day, time, memberId, repeat: every }: typeof form.values) {
    const fields = {
      title: title.trim(),
      due: day === '' ? undefined : { day, ...(time !== '' && { time }) },
      memberId: memberId === '' ? undefined : memberId,
      repeat: every === '' ? undefined : every,
    };
    const done =
      task === undefined
        ? await run('task.create', { ...fields, ...(about && { aboutKind: about.kind, aboutId: about.id }) })
        : await run('task.update', { id: task.id, fields });
    if (!done.ok) return takeFieldProblems(form, done.error, { due: 'day' });
    forget();
    if (task !== undefined) return onClose();
    // The next one may follow at once.
    form.setValues({ title: '', day: firstDay, time: '', memberId, repeat: '' });
    form.getInputNode('title')?.focus();
  }

  const Sign = repeat === '' ? IconRepeatOff : IconRepeat;
  return (
    // Esc belongs to the line before it belongs to what it stands in.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form
      className={classes.entry}
      aria-label={task === undefined ? t('add') : t('change')}
      onSubmit={form.onSubmit(save)}
      onKeyDown={(event) => {
        // What is opened from it stands elsewhere in the page, and closes itself.
        const isWithin = event.target instanceof Node && event.currentTarget.contains(event.target);
        if (event.key !== 'Escape' || !isWithin) return;
        event.preventDefault();
        event.stopPropagation();
        close();
      }}
    >
      <TextInput
        ref={field}
        className={classes.title}
        size="xs"
        aria-label={t('what')}
        placeholder={t('whatHint')}
        maxLength={300}
        dir="auto"
        {...form.getInputProps('title')}
      />
      <TextInput size="xs" type="date" aria-label={t('day')} {...form.getInputProps('day')} />
      <TextInput size="xs" type="time" aria-label={t('time')} {...form.getInputProps('time')} />
      {members.length > 1 && (
        <NativeSelect
          size="xs"
          className={classes.who}
          aria-label={t('who')}
          data={[
            { value: '', label: t('anybody') },
            ...members.map(({ id, name, self }) => ({ value: id, label: self ? t('me', { name }) : name })),
          ]}
          {...form.getInputProps('memberId')}
        />
      )}
      <Popover position="bottom-end" width={200} trapFocus>
        <Popover.Target>
          <Tooltip label={t(`repeats.${repeat === '' ? 'never' : repeat}`)}>
            <ActionIcon size={30} aria-label={t('repeat')} aria-pressed={repeat !== ''}>
              <Sign size={18} stroke={1.5} />
            </ActionIcon>
          </Tooltip>
        </Popover.Target>
        <Popover.Dropdown aria-label={t('repeat')}>
          <NativeSelect
            size="xs"
            label={t('repeat')}
            data={[
              { value: '', label: t('repeats.never') },
              ...taskRepeats.map((value) => ({ value, label: t(`repeats.${value}`) })),
            ]}
            {...form.getInputProps('repeat')}
          />
        </Popover.Dropdown>
      </Popover>
      <Button size="xs" type="submit" loading={form.submitting}>
        {task === undefined ? t('add') : t('save')}
      </Button>
      <Tooltip label={t('close')}>
        <ActionIcon size={30} aria-label={t('close')} onClick={close}>
          <IconX size={18} stroke={1.5} />
        </ActionIcon>
      </Tooltip>
    </form>
  );
}
