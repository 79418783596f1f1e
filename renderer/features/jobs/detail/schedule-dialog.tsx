import { useState } from 'react';
import { Alert, Checkbox, Group, MultiSelect, NativeSelect, Stack, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PlannedJob, Visit } from '#shared/domain/visit.ts';
import { run } from '#renderer/state/commands.ts';
import { useFormat } from '#renderer/state/format.ts';
import { usualMinutes } from '#renderer/state/jobs.ts';
import { useRecord, useRecords, useTable } from '#renderer/state/records.ts';
import { useStaff, useStaffName } from '#renderer/state/staff.ts';
import { useVisitConflicts } from '#renderer/state/visit-conflicts.ts';
import { Dialog, FormButtons, takeFieldProblems, useKeptForm, useShelf } from '#renderer/ui/index.ts';
import { firstSlot } from './first-slot.ts';
import { changesOf, promiseOf, spanOf, valuesOf } from './visit-form.ts';

/** What stands against a visit, so that the buttons stay in sight. */
const mostConflicts = 3;
const durations = [15, 30, 45, 60, 90, 120, 180, 240, 360, 480];

interface ScheduleDialogProps {
  job: PlannedJob;
  /** The visit to move; without it a new one is made. */
  visit?: Visit & { id: string };
  opened: boolean;
  onClose: () => void;
}

/** Asks when a visit takes place, in the business's time zone, who goes there, and what was promised. */
export function ScheduleDialog(props: ScheduleDialogProps) {
  const { t } = useTranslation('jobs');
  const { visit, opened } = props;
  const shelf = useShelf();

  function close() {
    shelf.forget(keptName(props));
    props.onClose();
  }

  return (
    <Dialog
      opened={opened}
      onClose={close}
      title={visit === undefined ? t('step.schedule') : t('moveVisit')}
      size="sm"
    >
      <ScheduleForm {...props} onClose={close} />
    </Dialog>
  );
}

function keptName({ job, visit }: Pick<ScheduleDialogProps, 'job' | 'visit'>): string {
  return `visit ${visit?.id ?? `of ${job.id}`}`;
}

function ScheduleForm({ job, visit, onClose }: ScheduleDialogProps) {
  const { t } = useTranslation('jobs');
  const { timeZone } = useFormat();
  const record = useRecord('visits', visit?.id);
  const usual = usualMinutes(job, useTable('services'), useTable('jobTypes'));
  const hours = useRecord('business', 'business')?.hours ?? {};
  const [begin] = useState(() => {
    const proposal = { start: firstSlot(Date.now(), hours, timeZone), minutes: usual };
    return valuesOf(record, proposal, timeZone);
  });
  const { form } = useKeptForm(keptName({ job, ...(visit && { visit }) }), {
    initialValues: begin,
    validate: {
      day: (_, values) => (spanOf(values, timeZone) === undefined ? t('dayNeeded') : null),
      time: (time, { isAnyTime }) => (time === '' && !isAnyTime ? t('timeNeeded') : null),
      promisedTo: (_, values) => (promiseOf(values, timeZone) === undefined ? t('promiseNeeded') : null),
    },
  });

  const { minutes: length } = begin;
  const { isAnyTime, staffIds } = form.values;
  const span = spanOf(form.values, timeZone);
  const conflicts = useVisitConflicts(span && { ...span, staffIds }, { jobId: job.id, except: visit?.id });

  async function save() {
    if (span === undefined) return;
    const fields = changesOf(record, form.values, timeZone);
    const place = { id: job.id, visitId: visit?.id ?? '' };
    const isMoved = Object.keys(fields).length === 0;
    const change = () =>
      isMoved
        ? run('job.reschedule', { ...place, ...span })
        : run('job.updateVisit', { ...place, time: span, ...fields });
    const done =
      visit === undefined ? await run('job.schedule', { id: job.id, ...span, ...fields }) : await change();
    if (done.ok) return onClose();
    takeFieldProblems(form, done.error, { start: 'day', end: 'minutes', window: 'promisedTo' });
  }

  const choices = [...new Set([...durations, Number(length)])].toSorted((a, b) => a - b);
  return (
    <form onSubmit={form.onSubmit(save)}>
      <Stack gap={12}>
        <TextInput type="date" label={t('day')} data-autofocus {...form.getInputProps('day')} />
        <Checkbox label={t('anyTime')} {...form.getInputProps('isAnyTime', { type: 'checkbox' })} />
        {!isAnyTime && (
          <Group grow gap={12} align="flex-start">
            <TextInput type="time" label={t('startTime')} {...form.getInputProps('time')} />
            <NativeSelect
              label={t('duration')}
              data={choices.map((value) => ({ value: String(value), label: lengthInWords(value, t) }))}
              {...form.getInputProps('minutes')}
            />
          </Group>
        )}
        <Group grow gap={12} align="flex-start">
          <TextInput type="time" label={t('promisedFrom')} {...form.getInputProps('promisedFrom')} />
          <TextInput type="time" label={t('promisedTo')} {...form.getInputProps('promisedTo')} />
        </Group>
        <Going value={staffIds} onChange={(ids) => form.setFieldValue('staffIds', ids)} />
        <Textarea label={t('forWhoGoes')} autosize minRows={2} {...form.getInputProps('notes')} />
        {conflicts.length > 0 && (
          <Alert color="yellow">
            {conflicts.slice(0, mostConflicts).map((words, index) => (
              // oxlint-disable-next-line react/no-array-index-key -- two of them may read alike, and none has a state
              <div key={index}>{words}</div>
            ))}
            {conflicts.length > mostConflicts && (
              <div>{t('moreConflicts', { count: conflicts.length - mostConflicts })}</div>
            )}
          </Alert>
        )}
        <FormButtons
          submit={
            conflicts.length > 0
              ? t(visit === undefined ? 'scheduleAnyway' : 'moveAnyway')
              : t(visit === undefined ? 'step.schedule' : 'moveVisit')
          }
          isBusy={form.submitting}
          onCancel={onClose}
        />
      </Stack>
    </form>
  );
}

interface GoingProps {
  value: string[];
  onChange: (ids: string[]) => void;
}

/** Who goes there, several perhaps; nobody to choose where one works alone and asks nothing by phone. */
function Going({ value, onChange }: GoingProps) {
  const { t } = useTranslation('jobs');
  const staff = useStaff();
  const nameOf = useStaffName();
  const isAnyServed = useRecords('members').some(({ isServed }) => isServed === true);
  if (staff.length < 2 && value.length === 0 && !isAnyServed) return null;
  const gone = value.filter((id) => !staff.some((each) => each.id === id));
  return (
    <MultiSelect
      label={t('whoGoes')}
      value={value}
      onChange={onChange}
      data={[
        ...staff.map(({ id, name }) => ({ value: id, label: name })),
        ...gone.map((id) => ({ value: id, label: nameOf(id) ?? t('formerMember') })),
      ]}
      placeholder={value.length === 0 ? t('nobodyYet') : undefined}
      searchable
    />
  );
}

function lengthInWords(minutes: number, t: (key: string, values: { count: number }) => string): string {
  return minutes < 60 ? t('minutes', { count: minutes }) : t('hours', { count: minutes / 60 });
}
