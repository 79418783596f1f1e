import { useMemo, useState } from 'react';
import { Button, Group, NativeSelect, NumberInput, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type FreeTime, freeTimes } from '#shared/domain/availability/free-time.ts';
import { addDays, dayOf } from '#shared/domain/day.ts';
import { boundsOf } from '#shared/domain/local-time.ts';
import type { PlannedJob } from '#shared/domain/visit.ts';
import { areaFinder, bookables, takenTimes, travelBetween } from '#shared/records/availability.ts';
import { useFormat } from '#renderer/state/format.ts';
import { usualMinutes } from '#renderer/state/jobs.ts';
import { useWithGoogleBusy } from '#renderer/state/google-busy.ts';
import { useNow } from '#renderer/state/now.ts';
import { readTable, useReader, useRecord, useRecords, windowRecords } from '#renderer/state/records.ts';
import { useStaffName } from '#renderer/state/staff.ts';
import { useUnreadNote } from '#renderer/state/unread-note.ts';
import { Dialog, UnansweredNote } from '#renderer/ui/index.ts';
import type { Change } from '../use-visits.ts';
import classes from './find-time.module.css';

interface FindTimeProps {
  opened: boolean;
  /** The first day that is looked at. */
  day: string;
  /** The jobs that wait for a visit. */
  jobs: readonly PlannedJob[];
  readOnly: boolean;
  onPlan: (job: PlannedJob, change: Change) => void;
  /** Looks at a day, where no job was chosen. */
  onDay: (day: string) => void;
  onClose: () => void;
}

/** Finds free times by how long it takes, who does it, what they can do, and where it is. */
export function FindTime({ opened, onClose, ...rest }: FindTimeProps) {
  const { t } = useTranslation('schedule');
  return (
    <Dialog opened={opened} onClose={onClose} title={t('find.title')} size="md">
      {opened && <FindForm {...rest} onClose={onClose} />}
    </Dialog>
  );
}

interface Question {
  minutes: number;
  staffId: string;
  skill: string;
  areaId: string;
  day: string;
}

/** So far ahead is looked, and so many times are shown. */
const [daysAhead, mostTimes] = [28, 12];

function FindForm({ day, jobs, readOnly, onPlan, onDay, onClose }: Omit<FindTimeProps, 'opened'>) {
  const { t } = useTranslation('schedule');
  const { timeZone } = useFormat();
  const [job, setJob] = useState<PlannedJob>();
  const [asked, setAsked] = useState<Question>({ minutes: 60, staffId: '', skill: '', areaId: '', day });
  const areas = useRecords('areas');
  const { times, people, unread } = useFreeTimes(asked);
  const note = useUnreadNote(unread);
  const skills = [...new Set(people.flatMap((each) => each.skills ?? []))].toSorted((a, b) =>
    a.localeCompare(b),
  );
  const ask = (part: Partial<Question>) => setAsked((before) => ({ ...before, ...part }));

  function chooseJob(id: string) {
    const chosen = jobs.find((each) => each.id === id);
    setJob(chosen);
    if (chosen === undefined) return;
    ask({
      minutes: usualMinutes(chosen, readTable('services'), readTable('jobTypes')),
      areaId: areaOfJob(chosen),
    });
  }

  function take({ start, end, staffIds }: FreeTime) {
    const going = asked.staffId === '' ? (people.length === 1 ? staffIds : []) : [asked.staffId];
    if (job === undefined) onDay(dayOf(start, timeZone));
    else onPlan(job, { start, end, staffIds: going });
    onClose();
  }

  return (
    <Stack gap={12}>
      <NativeSelect
        label={t('find.job')}
        value={job?.id ?? ''}
        data={[
          { value: '', label: t('find.noJob') },
          ...jobs
            .slice(0, 200)
            .map((each) => ({ value: each.id, label: jobLabel(each, t('unknownCustomer')) })),
        ]}
        onChange={(event) => chooseJob(event.currentTarget.value)}
      />
      <Group grow gap={12} align="flex-start">
        <NumberInput
          label={t('find.minutes')}
          min={5}
          max={720}
          step={15}
          value={asked.minutes}
          onChange={(minutes) => ask({ minutes: Math.min(720, Math.max(5, Number(minutes) || 5)) })}
        />
        <TextInput
          type="date"
          label={t('find.from')}
          value={asked.day}
          onChange={(event) => event.currentTarget.value !== '' && ask({ day: event.currentTarget.value })}
        />
      </Group>
      <Group grow gap={12} align="flex-start">
        {people.length > 1 && (
          <NativeSelect
            label={t('find.who')}
            value={asked.staffId}
            data={[
              { value: '', label: t('find.anybody') },
              ...people.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            onChange={(event) => ask({ staffId: event.currentTarget.value })}
          />
        )}
        {skills.length > 0 && (
          <NativeSelect
            label={t('find.skill')}
            value={asked.skill}
            data={[{ value: '', label: t('find.anySkill') }, ...skills]}
            onChange={(event) => ask({ skill: event.currentTarget.value })}
          />
        )}
        {areas.length > 0 && (
          <NativeSelect
            label={t('find.area')}
            value={asked.areaId}
            data={[
              { value: '', label: t('find.anyArea') },
              ...areas.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            onChange={(event) => ask({ areaId: event.currentTarget.value })}
          />
        )}
      </Group>
      <UnansweredNote note={note} />
      <Times times={times} isPlanning={job !== undefined} readOnly={readOnly} onTake={take} />
    </Stack>
  );
}

interface TimesProps {
  times: readonly FreeTime[];
  isPlanning: boolean;
  readOnly: boolean;
  onTake: (time: FreeTime) => void;
}

function Times({ times, isPlanning, readOnly, onTake }: TimesProps) {
  const { t } = useTranslation('schedule');
  const { day, time } = useFormat();
  const nameOf = useStaffName();
  if (times.length === 0) return <p className={classes.none}>{t('find.none', { count: daysAhead })}</p>;
  return (
    <ul className={classes.times} aria-label={t('find.times')}>
      {times.map((free) => {
        const names = free.staffIds.flatMap((id) => nameOf(id) ?? []).join(', ');
        const when = `${day(free.start)}, ${time(free.start)}–${time(free.end)}`;
        return (
          <li key={free.start}>
            <Button
              variant="default"
              fullWidth
              justify="space-between"
              disabled={readOnly && isPlanning}
              rightSection={<span className={classes.names}>{names}</span>}
              title={names}
              onClick={() => onTake(free)}
            >
              {when}
            </Button>
          </li>
        );
      })}
    </ul>
  );
}

/** The first free times, and who could be asked for. */
function useFreeTimes({ minutes, staffId, skill, areaId, day }: Question) {
  const business = useRecord('business', 'business');
  const now = useNow();
  const kept = useReader([
    'business',
    'jobs',
    'visits',
    'holds',
    'timeBlocks',
    'busyTimes',
    'staff',
    'members',
    'areas',
    'sites',
    'contacts',
  ]);
  const first = Math.max(now, business === undefined ? now : boundsOf(day, business.timeZone).start);
  const { records, unread } = useWithGoogleBusy(kept, first, daysAhead);
  const found = useMemo(() => {
    if (business === undefined) return { times: [], people: [] };
    const { timeZone } = business;
    const people = bookables(records, business);
    const start = Math.max(now, boundsOf(day, timeZone).start);
    const { end } = boundsOf(addDays(day, daysAhead), timeZone);
    const among = people.filter(({ id }) => staffId === '' || id === staffId);
    const wanted = {
      start,
      end,
      minutes,
      among,
      skill: skill || undefined,
      areaId: areaId || undefined,
      travel: travelBetween(records),
    };
    const taken = takenTimes(records, start);
    // Whom one asks for by name is free whoever goes where it is not known yet.
    const asked = staffId === '' || people.length === 1 ? taken : taken.filter(isSomebodys);
    return { times: freeTimes(wanted, asked).slice(0, mostTimes), people };
  }, [records, business, now, minutes, staffId, skill, areaId, day]);
  return { ...found, unread };
}

function isSomebodys({ staffIds, isEverybodys }: { staffIds: readonly string[]; isEverybodys?: boolean }) {
  return isEverybodys === true || staffIds.length > 0;
}

function areaOfJob({ siteId }: PlannedJob): string {
  return areaFinder(windowRecords)(siteId) ?? '';
}

function jobLabel({ contactId, title }: PlannedJob, unknown: string): string {
  return `${readTable('contacts').get(contactId)?.name ?? unknown} · ${title}`;
}
