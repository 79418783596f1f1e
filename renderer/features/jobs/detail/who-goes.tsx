import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ignore } from '#shared/lib/ignore.ts';
import { run } from '#renderer/state/commands.ts';
import { useRecords } from '#renderer/state/records.ts';
import { useStaff, useStaffName } from '#renderer/state/staff.ts';

interface WhoGoesProps {
  jobId: string;
  visitId: string;
  staffIds: readonly string[];
}

/** Who goes to a visit, or the several, who are chosen in its dialog; nobody to choose where one works alone and asks nothing by phone. */
export function WhoGoes({ jobId, visitId, staffIds: going }: WhoGoesProps) {
  const { t } = useTranslation('jobs');
  const staff = useStaff();
  const nameOf = useStaffName();
  const isAnyServed = useRecords('members').some(({ isServed }) => isServed === true);
  const [staffId] = going;
  if (going.length > 1) return <span>{going.map((id) => nameOf(id) ?? t('formerMember')).join(', ')}</span>;
  if (staff.length < 2 && staffId === undefined && !isAnyServed) return null;
  const isGone = staffId !== undefined && !staff.some(({ id }) => id === staffId);
  return (
    <NativeSelect
      size="xs"
      w={160}
      aria-label={t('whoGoes')}
      value={staffId ?? ''}
      data={[
        { value: '', label: t('nobodyYet') },
        ...(isGone ? [{ value: staffId, label: nameOf(staffId) ?? t('formerMember') }] : []),
        ...staff.map(({ id, name }) => ({ value: id, label: name })),
      ]}
      onChange={(event) => {
        const chosen = event.currentTarget.value;
        const staffIds = chosen === '' ? [] : [chosen];
        ignore(run('job.assignVisit', { id: jobId, visitId, staffIds }));
      }}
    />
  );
}
