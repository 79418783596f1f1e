import { useState } from 'react';
import { Group, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { dayOf } from '#shared/domain/day.ts';
import type { Job } from '#shared/domain/job.ts';
import { momentOf } from '#shared/domain/local-time.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { showInPlace } from '#shared/lib/shown-problems.ts';
import { Dialog, FormButtons, useKept, useShelf } from '#renderer/ui/index.ts';
import { run } from '#renderer/state/commands.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useMe } from '#renderer/state/members.ts';
import { useStaff } from '#renderer/state/staff.ts';

interface AddTimeFormProps {
  job: Job;
  now: number;
  onClose: () => void;
}

/** Puts down time that was worked and that nobody has timed. */
export function AddTimeDialog({ opened, ...form }: AddTimeFormProps & { opened: boolean }) {
  const { t } = useTranslation('jobs');
  const shelf = useShelf();

  function close() {
    shelf.forget(keptName(form.job));
    form.onClose();
  }

  return (
    <Dialog opened={opened} title={t('visit.addTime')} size="sm" onClose={close}>
      <AddTimeForm {...form} onClose={close} />
    </Dialog>
  );
}

function keptName({ id }: Job): string {
  return `time worked on ${id}`;
}

function AddTimeForm({ job, now, onClose }: AddTimeFormProps) {
  const { t } = useTranslation('jobs');
  const { timeZone } = useFormat();
  const people = useStaff().filter(({ kind }) => kind === 'person');
  const me = useMe()?.id;
  const [typed, setTyped] = useKept(keptName(job), {
    workerId: me,
    day: dayOf(now, timeZone),
    from: '',
    until: '',
  });
  const { workerId, day, from, until } = typed;
  const [error, setError] = useState<string>();
  const save = async () => {
    const [start, end] = [from, until].map((time) => momentOf(day, time, timeZone));
    if (from === '' || until === '' || start === undefined || end === undefined)
      return setError(t('timeNeeded'));
    const done = await run('job.addTime', { id: job.id, workerId, start, end });
    if (done.ok) return onClose();
    showInPlace(done.error);
    setError(done.error.message);
  };
  const field = (label: string, value: string, change: (value: string) => void, type = 'time') => (
    <TextInput
      type={type}
      label={label}
      value={value}
      onChange={(event) => change(event.currentTarget.value)}
    />
  );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        ignore(save());
      }}
    >
      <Stack gap={12}>
        {people.length > 1 && (
          <NativeSelect
            label={t('visit.who')}
            value={workerId ?? ''}
            data={people.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={({ currentTarget: { value } }) => setTyped({ ...typed, workerId: value })}
          />
        )}
        {field(t('day'), day, (value) => setTyped({ ...typed, day: value }), 'date')}
        <Group grow gap={12} align="flex-start">
          {field(t('visit.from'), from, (value) => setTyped({ ...typed, from: value }))}
          <TextInput
            type="time"
            label={t('visit.until')}
            value={until}
            error={error}
            onChange={({ currentTarget: { value } }) => setTyped({ ...typed, until: value })}
          />
        </Group>
        <FormButtons submit={t('visit.save')} onCancel={onClose} />
      </Stack>
    </form>
  );
}
