import { ActionIcon, NativeSelect, Tooltip } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { type Attendance, attendances, type VisitRecord } from '#shared/domain/visit.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { run, save } from '#renderer/state/commands.ts';
import { AddLines } from './add-lines.tsx';
import classes from './visit.module.css';

interface AttendeesProps {
  visit: VisitRecord;
  readOnly: boolean;
}

/** Who takes part in a visit: booked, came, did not come. */
export function Attendees({ visit, readOnly }: AttendeesProps) {
  const { t } = useTranslation('jobs');
  const { attendees = {} } = visit;
  const place = { id: visit.jobId, visitId: visit.id };
  const sorted = Object.entries(attendees).toSorted(
    ([a, one], [b, other]) => one.order - other.order || (a < b ? -1 : 1),
  );
  const counted = attendances
    .map((attendance) => ({
      attendance,
      count: sorted.filter(([, each]) => each.attendance === attendance).length,
    }))
    .filter(({ count }) => count > 0)
    .map(({ attendance, count }) => t(`visit.counted.${attendance}`, { count }));
  const words = sorted.length === 0 ? t('visit.attendees') : counted.join(', ');
  return (
    <>
      <p className={classes.listTitle}>{words}</p>
      <ul className={classes.list} aria-label={t('visit.attendees')}>
        {sorted.map(([attendeeId, { name, attendance }]) => (
          <li key={attendeeId} className={classes.check}>
            <span className={classes.what} dir="auto">
              {name}
            </span>
            <NativeSelect
              size="xs"
              aria-label={t('visit.attendanceOf', { name })}
              value={attendance}
              disabled={readOnly}
              data={attendances.map((value) => ({ value, label: t(`visit.attendance.${value}`) }))}
              onChange={(event) => {
                const chosen = event.currentTarget.value as Attendance;
                ignore(save('job.setAttendance', { ...place, attendeeId, attendance: chosen }));
              }}
            />
            {!readOnly && (
              <Tooltip label={t('remove')}>
                <ActionIcon
                  size="sm"
                  aria-label={t('removeItem', { name })}
                  onClick={() => ignore(run('job.removeAttendee', { ...place, attendeeId }))}
                >
                  <IconX size={14} stroke={1.5} />
                </ActionIcon>
              </Tooltip>
            )}
          </li>
        ))}
      </ul>
      {!readOnly && (
        <AddLines
          label={t('visit.addAttendee')}
          onAdd={(lines) => save('job.addAttendees', { ...place, people: lines.map((name) => ({ name })) })}
        />
      )}
    </>
  );
}
