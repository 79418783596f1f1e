import { useState } from 'react';
import { Group, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { dayOf } from '#shared/domain/day.ts';
import type { JobEvent } from '#shared/domain/job-event.ts';
import { momentOf, timeOf } from '#shared/domain/local-time.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { showInPlace } from '#shared/lib/shown-problems.ts';
import { Dialog, FormButtons, useKept, useShelf } from '#renderer/ui/index.ts';
import { run } from '#renderer/state/commands.ts';
import { useFormat } from '#renderer/state/format.ts';

/** Asks when something really was. What was said first stays written. */
export function TimeDialog({ event, onClose }: { event: JobEvent | undefined; onClose: () => void }) {
  const { t } = useTranslation('jobs');
  const shelf = useShelf();

  function close() {
    if (event !== undefined) shelf.forget(keptName(event));
    onClose();
  }

  return (
    <Dialog opened={event !== undefined} title={t('visit.correct')} size="sm" onClose={close}>
      {event !== undefined && <TimeForm event={event} onClose={close} />}
    </Dialog>
  );
}

function keptName({ id }: JobEvent): string {
  return `time of ${id}`;
}

function TimeForm({ event, onClose }: { event: JobEvent; onClose: () => void }) {
  const { t } = useTranslation('jobs');
  const { timeZone } = useFormat();
  const [typed, setTyped] = useKept(keptName(event), {
    day: dayOf(event.at, timeZone),
    time: timeOf(event.at, timeZone),
  });
  const { day, time } = typed;
  const [error, setError] = useState<string>();
  const save = async () => {
    const at = momentOf(day, time, timeZone);
    if (day === '' || time === '' || at === undefined) return setError(t('timeNeeded'));
    const done = await run('job.correctTime', { id: event.jobId, eventId: event.id, at });
    if (done.ok) return onClose();
    showInPlace(done.error);
    setError(done.error.message);
  };
  return (
    <form
      onSubmit={(submit) => {
        submit.preventDefault();
        ignore(save());
      }}
    >
      <Stack gap={12}>
        <Group grow gap={12} align="flex-start">
          <TextInput
            type="date"
            label={t('day')}
            value={day}
            onChange={(change) => setTyped({ day: change.currentTarget.value, time })}
          />
          <TextInput
            type="time"
            label={t(`visit.event.${event.kind}`)}
            value={time}
            error={error}
            data-autofocus
            onChange={(change) => setTyped({ day, time: change.currentTarget.value })}
          />
        </Group>
        <FormButtons submit={t('visit.save')} onCancel={onClose} />
      </Stack>
    </form>
  );
}
