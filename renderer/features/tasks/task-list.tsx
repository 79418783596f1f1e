import { useMemo, useState } from 'react';
import { SegmentedControl } from '@mantine/core';
import { IconChecklist } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Task } from '#shared/domain/task.ts';
import { useMe, useMembers } from '#renderer/state/members.ts';
import { EmptyState } from '#renderer/ui/index.ts';
import { TaskLines } from './task-lines.tsx';
import { useTasks } from './use-tasks.ts';

/** All tasks of the business, or those that are left to this member. */
export function TaskList({ onAdd }: { onAdd: (() => void) | undefined }) {
  const { t } = useTranslation('tasks');
  const all = useTasks();
  const me = useMe()?.id;
  const isTeam = useMembers().length > 1;
  const [isMine, setMine] = useState(true);
  const tasks = useMemo(() => {
    const keeps = ({ memberId }: Task) => !isTeam || !isMine || memberId === undefined || memberId === me;
    return { open: all.open.filter(keeps), done: all.done.filter(keeps) };
  }, [all, isTeam, isMine, me]);
  const isEmpty = tasks.open.length + tasks.done.length === 0;
  return (
    <>
      {isTeam && (
        <SegmentedControl
          role="radiogroup"
          size="xs"
          w="fit-content"
          aria-label={t('whose')}
          value={isMine ? 'mine' : 'all'}
          onChange={(value) => setMine(value === 'mine')}
          data={[
            { value: 'mine', label: t('mine') },
            { value: 'all', label: t('everybodys') },
          ]}
        />
      )}
      {isEmpty ? (
        <EmptyState
          icon={<IconChecklist size={28} stroke={1.5} />}
          title={t('emptyTitle')}
          text={t('emptyText')}
          {...(onAdd && { action: { label: t('add'), onClick: onAdd } })}
        />
      ) : (
        <TaskLines tasks={tasks} />
      )}
    </>
  );
}
