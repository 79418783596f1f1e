import { useMemo, useState } from 'react';
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useAccess } from '#renderer/state/session.ts';
import { AddButton, Section } from '#renderer/ui/index.ts';
import { TaskEntry } from './task-entry.tsx';
import { TaskLines } from './task-lines.tsx';
import { type About, useTasks } from './use-tasks.ts';

interface TaskSectionProps {
  /** What a task that is added here is about. */
  about: About;
  /** All whose tasks stand here; that one alone if left out. */
  among?: readonly About[];
}

/** The tasks about a record, with the line that adds one. */
export function TaskSection(props: TaskSectionProps) {
  return useAccess('work') === 'none' ? null : <OpenSection {...props} />;
}

function OpenSection({ about, among }: TaskSectionProps) {
  const { t } = useTranslation('tasks');
  const mayAdd = useAccess('work') === 'write';
  const [isAdding, setAdding] = useState(false);
  const single = useMemo(() => [about], [about]);
  const tasks = useTasks(among ?? single);
  const isEmpty = tasks.open.length + tasks.done.length === 0;
  return (
    <Section
      title={t('title')}
      action={mayAdd && <AddButton label={t('add')} onClick={() => setAdding(true)} />}
    >
      {isAdding && <TaskEntry about={about} onClose={() => setAdding(false)} />}
      {isEmpty && !isAdding && <Text c="dimmed">{t('none')}</Text>}
      <TaskLines tasks={tasks} at={about.id} />
    </Section>
  );
}
