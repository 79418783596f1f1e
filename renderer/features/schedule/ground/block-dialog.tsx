import { Button, Checkbox, Group, NativeSelect, SegmentedControl, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { dayOf } from '#shared/domain/day.ts';
import { momentOf, timeOf } from '#shared/domain/local-time.ts';
import { timeBlockKinds } from '#shared/domain/time-block.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { run } from '#renderer/state/commands.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useRecord } from '#renderer/state/records.ts';
import { Dialog, takeFieldProblems, useKeptForm, useShelf } from '#renderer/ui/index.ts';
import type { Person } from '../use-people.ts';
import { wholeDays } from './use-ground.ts';

/** What the dialog begins with: a block that is there, or a time that is to be blocked. */
export type BlockWanted =
  | { id: string }
  | { start: number; end: number; anyTime: boolean; staffId: string | undefined };

interface BlockDialogProps {
  wanted: BlockWanted | undefined;
  people: readonly Person[];
  readOnly: boolean;
  onClose: () => void;
}

/** Blocks a time, notes leave, closes the business; or changes one of these. */
export function BlockDialog({ wanted, people, readOnly, onClose }: BlockDialogProps) {
  const { t } = useTranslation('schedule');
  const isNew = wanted === undefined || !('id' in wanted);
  const shelf = useShelf();

  function close() {
    if (wanted !== undefined) shelf.forget(keptName(wanted));
    onClose();
  }

  return (
    <Dialog
      opened={wanted !== undefined}
      onClose={close}
      title={isNew ? t('block.new') : t('block.change')}
      size="sm"
    >
      {wanted !== undefined && (
        <BlockForm wanted={wanted} people={people} readOnly={readOnly} onClose={close} />
      )}
    </Dialog>
  );
}

function keptName(wanted: BlockWanted): string {
  return `time block ${'id' in wanted ? wanted.id : 'new'}`;
}

function BlockForm({ wanted, people, readOnly, onClose }: BlockDialogProps & { wanted: BlockWanted }) {
  const { t } = useTranslation('schedule');
  const { timeZone } = useFormat();
  const id = 'id' in wanted ? wanted.id : undefined;
  const record = useRecord('timeBlocks', id);
  const time = record?.time ?? ('id' in wanted ? { start: 0, end: 1, anyTime: false } : wanted);
  const { form } = useKeptForm(keptName(wanted), {
    initialValues: {
      kind: record?.kind ?? 'block',
      title: record?.title ?? '',
      staffId: record?.staffId ?? ('id' in wanted ? '' : (wanted.staffId ?? '')),
      isAllDay: time.anyTime === true,
      day: dayOf(time.start, timeZone),
      lastDay: dayOf(time.end - 1, timeZone),
      from: timeOf(time.start, timeZone),
      to: timeOf(time.end, timeZone),
    },
    validate: {
      day: (day) => (day === '' ? t('block.dayNeeded') : null),
      staffId: (staffId, { kind }) => (kind === 'leave' && staffId === '' ? t('block.whoNeeded') : null),
      to: (_, values) =>
        values.isAllDay || spanOf(values, timeZone) !== undefined ? null : t('block.endsEarly'),
      lastDay: (last, { isAllDay, day }) => (isAllDay && last < day ? t('block.endsEarly') : null),
    },
  });
  const { kind, isAllDay } = form.values;

  async function save() {
    const { title } = form.values;
    const span = spanOf(form.values, timeZone);
    if (span === undefined) return;
    const staffId = kind === 'closed' ? null : form.values.staffId || null;
    const fields = { kind, title, staffId, time: { ...span, ...(isAllDay && { anyTime: true as const }) } };
    const done =
      id === undefined
        ? await run('timeBlock.create', fields)
        : await run('timeBlock.update', { id, fields });
    if (done.ok) return onClose();
    takeFieldProblems(form, done.error, { start: 'day', end: isAllDay ? 'lastDay' : 'to' });
  }

  async function remove() {
    if (id !== undefined && (await run('timeBlock.remove', { id })).ok) onClose();
  }

  return (
    <form onSubmit={form.onSubmit(save)}>
      <Stack gap={12}>
        <SegmentedControl
          aria-label={t('block.kind')}
          data={timeBlockKinds.map((value) => ({ value, label: t(`block.kinds.${value}`) }))}
          {...form.getInputProps('kind')}
        />
        <TextInput label={t('block.title')} data-autofocus {...form.getInputProps('title')} />
        {kind !== 'closed' && (
          <NativeSelect
            label={t('block.who')}
            data={[
              { value: '', label: t(kind === 'leave' ? 'block.choose' : 'block.everybody') },
              ...people.map(({ id: value, name }) => ({ value, label: name })),
            ]}
            {...form.getInputProps('staffId')}
          />
        )}
        <Checkbox label={t('block.allDay')} {...form.getInputProps('isAllDay', { type: 'checkbox' })} />
        <Group grow gap={12} align="flex-start">
          <TextInput
            type="date"
            label={t(isAllDay ? 'block.firstDay' : 'block.day')}
            {...form.getInputProps('day')}
          />
          {isAllDay && (
            <TextInput type="date" label={t('block.lastDay')} {...form.getInputProps('lastDay')} />
          )}
        </Group>
        {!isAllDay && (
          <Group grow gap={12} align="flex-start">
            <TextInput type="time" label={t('block.from')} {...form.getInputProps('from')} />
            <TextInput type="time" label={t('block.to')} {...form.getInputProps('to')} />
          </Group>
        )}
        <Group justify="flex-end" gap={8} mt={12}>
          {id !== undefined && (
            <Button
              variant="subtle"
              color="red"
              mr="auto"
              disabled={readOnly}
              onClick={() => ignore(remove())}
            >
              {t('block.remove')}
            </Button>
          )}
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={form.submitting} disabled={readOnly}>
            {t(id === undefined ? 'block.save' : 'block.saveChange')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

interface BlockTimes {
  isAllDay: boolean;
  day: string;
  lastDay: string;
  from: string;
  to: string;
}

/** `undefined` where the times are none, or end before they begin. */
function spanOf({ isAllDay, day, lastDay, from, to }: BlockTimes, timeZone: string) {
  if (day === '') return undefined;
  if (isAllDay) return wholeDays(day, lastDay || day, timeZone);
  const [start, end] = [from, to].map((time) => momentOf(day, time, timeZone));
  // Midnight at its end is that of the next day.
  const ends = to === '00:00' ? wholeDays(day, day, timeZone).end : end;
  return start === undefined || ends === undefined || ends <= start ? undefined : { start, end: ends };
}
