import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ignore } from '#shared/lib/ignore.ts';
import { run } from '#renderer/state/commands.ts';
import { useRecords } from '#renderer/state/records.ts';
import { useMembers } from '#renderer/state/members.ts';

interface WhoGoesProps {
  jobId: string;
  visitId: string;
  memberIds: readonly string[];
}

/** The member who goes to a visit, or the several, who are chosen in its dialog; nobody to choose where one works alone and asks nothing by phone. */
export function WhoGoes({ jobId, visitId, memberIds: going }: WhoGoesProps) {
  const { t } = useTranslation('jobs');
  const members = useMembers().filter(({ name }) => name !== '');
  const isAnyServed = useRecords('members').some(({ isServed }) => isServed === true);
  const [memberId] = going;
  if (going.length > 1)
    return (
      <span>
        {going.map((id) => members.find((member) => member.id === id)?.name ?? t('formerMember')).join(', ')}
      </span>
    );
  if (members.length < 2 && memberId === undefined && !isAnyServed) return null;
  const isGone = memberId !== undefined && !members.some(({ id }) => id === memberId);
  return (
    <NativeSelect
      size="xs"
      w={160}
      aria-label={t('whoGoes')}
      value={memberId ?? ''}
      data={[
        { value: '', label: t('nobodyYet') },
        ...(isGone ? [{ value: memberId, label: t('formerMember') }] : []),
        ...members.map(({ id, name }) => ({ value: id, label: name })),
      ]}
      onChange={(event) => {
        const chosen = event.currentTarget.value;
        const memberIds = chosen === '' ? [] : [chosen];
        ignore(run('job.assignVisit', { id: jobId, visitId, memberIds }));
      }}
    />
  );
}
