import { ActionIcon, NativeSelect, Tooltip } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { isInBin } from '#shared/domain/bin.ts';
import type { Contact } from '#shared/domain/contact.ts';
import { type Attendance, attendances, type VisitRecord } from '#shared/domain/visit.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { run, save } from '#renderer/state/commands.ts';
import { readTable } from '#renderer/state/records.ts';
import { AddLines } from './add-lines.tsx';
import classes from './visit.module.css';

interface AttendeesProps {
  visit: VisitRecord;
  readOnly: boolean;
}

/** Who is called like one contact alone is that contact: what they owe can be billed. */
function personNamed(name: string): { name: string; contactId?: string } {
  const isMeant = (each: Contact): boolean =>
    each.mergedInto === undefined && !isInBin(each) && each.name.toLowerCase() === name.toLowerCase();
  const [found, ...others] = [...readTable('contacts').values()].filter(isMeant);
  return found === undefined || others.length > 0 ? { name } : { name, contactId: found.id };
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
        {sorted.map(([attendeeId, { name, contactId, attendance }]) => (
          <li key={attendeeId} className={classes.check}>
            <span className={classes.what} dir="auto">
              {contactId === undefined ? (
                name
              ) : (
                <Link to="/people/$contactId" params={{ contactId }} className={classes.person}>
                  {name}
                </Link>
              )}
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
          of={place.visitId}
          label={t('visit.addAttendee')}
          onAdd={(lines) => save('job.addAttendees', { ...place, people: lines.map(personNamed) })}
        />
      )}
    </>
  );
}
