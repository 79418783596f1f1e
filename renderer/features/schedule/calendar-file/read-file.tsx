import { useState } from 'react';
import { Alert, Button, FileButton, Group, NativeSelect, Stack, Text } from '@mantine/core';
import { wrap } from 'comlink';
import { useTranslation } from 'react-i18next';
import type { ReadCalendar } from '#shared/import/ics.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { run } from '#renderer/state/commands.ts';
import { useFormat } from '#renderer/state/format.ts';
import { showDone } from '#renderer/state/notices.ts';
import { Dialog } from '#renderer/ui/index.ts';
import type { CalendarReader } from './worker.ts';
import type { Person } from '../use-people.ts';

interface ReadFileProps {
  opened: boolean;
  people: readonly Person[];
  onClose: () => void;
}

/** Reads a calendar file, and blocks the times of its events. */
export function ReadFile({ opened, people, onClose }: ReadFileProps) {
  const { t } = useTranslation('schedule');
  return (
    <Dialog opened={opened} onClose={onClose} title={t('ics.read')} size="sm">
      {opened && <ReadForm people={people} onClose={onClose} />}
    </Dialog>
  );
}

const day = 86_400_000;
/** So much of the past and of what is to come is read. */
const [past, ahead] = [31 * day, 2 * 366 * day];
/** As many a command takes. */
const atOnce = 500;

function ReadForm({ people, onClose }: Omit<ReadFileProps, 'opened'>) {
  const { t } = useTranslation('schedule');
  const { timeZone } = useFormat();
  const [read, setRead] = useState<ReadCalendar | 'unreadable'>();
  const [done, setDone] = useState(0);
  const calendar = read === 'unreadable' ? undefined : read;
  const lasting = calendar?.events.filter(lasts) ?? [];
  const [staffId, setStaffId] = useState(people[0]?.id ?? '');
  const [isBusy, setBusy] = useState(false);

  async function take(file: File | null) {
    if (file === null) return;
    setBusy(true);
    const now = Date.now();
    const reading = { window: { start: now - past, end: now + ahead }, timeZone };
    setRead((await readBeside(file, reading)) ?? 'unreadable');
    setDone(0);
    setBusy(false);
  }

  async function block() {
    setBusy(true);
    let taken = 0;
    for (let from = 0; from < lasting.length; from += atOnce) {
      const events = lasting.slice(from, from + atOnce).map(({ key, title, start, end, isAllDay, raw }) => {
        return {
          key,
          title,
          event: raw,
          time: { start, end, ...(isAllDay && { anyTime: true as const }) },
        };
      });
      // oxlint-disable-next-line no-await-in-loop -- one after another, so that the vault is never flooded
      const stored = await run('timeBlock.takeEvents', { staffId: staffId || null, events });
      if (!stored.ok) return setBusy(false);
      taken += stored.value.taken;
      setDone(from + events.length);
    }
    const left = lasting.length - taken;
    const said = [t('ics.taken', { count: taken }), left > 0 && t('ics.left', { count: left })];
    showDone(said.filter(Boolean).join(' '));
    onClose();
  }

  return (
    <Stack gap={12}>
      <Text size="sm" c="dimmed">
        {t('ics.hint')}
      </Text>
      {people.length > 1 && (
        <NativeSelect
          label={t('block.who')}
          value={staffId}
          data={[
            ...people.map(({ id, name }) => ({ value: id, label: name })),
            { value: '', label: t('block.everybody') },
          ]}
          onChange={(event) => setStaffId(event.currentTarget.value)}
        />
      )}
      {read === 'unreadable' && <Alert color="red">{t('ics.noCalendar')}</Alert>}
      {calendar !== undefined && <Found read={calendar} />}
      {done > 0 && (
        <Text size="sm" aria-live="polite">
          {t(isBusy ? 'ics.progress' : 'ics.stopped', { done, total: lasting.length })}
        </Text>
      )}
      <Group justify="flex-end" gap={8}>
        <FileButton accept=".ics,text/calendar" onChange={(file) => ignore(take(file))}>
          {(props) => (
            <Button {...props} variant="default" loading={isBusy && lasting.length === 0}>
              {t('ics.choose')}
            </Button>
          )}
        </FileButton>
        <Button
          disabled={lasting.length === 0}
          loading={isBusy && lasting.length > 0}
          onClick={() => ignore(block())}
        >
          {t('ics.take')}
        </Button>
      </Group>
    </Stack>
  );
}

/** Whether it takes time: one that only says a moment blocks nothing. */
function lasts({ start, end }: { start: number; end: number }): boolean {
  return end > start;
}

/** `undefined` where it is no calendar, or cannot be read. */
async function readBeside(file: File, reading: Parameters<CalendarReader['read']>[1]) {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  try {
    return await wrap<CalendarReader>(worker).read(new Uint8Array(await file.arrayBuffer()), reading);
  } catch {
    return undefined;
  } finally {
    worker.terminate();
  }
}

function Found({ read }: { read: ReadCalendar }) {
  const { t } = useTranslation('schedule');
  const { events, left, cutShort, unreadable, unknownZones } = read;
  const lasting = events.filter(lasts).length;
  const counts = {
    momentary: events.length - lasting,
    unreadable: unreadable.length,
    many: left,
    often: cutShort,
  };
  const notes = Object.entries(counts).filter(([, count]) => count > 0);
  const isWhole = unknownZones.length === 0 && notes.length === 0;
  return (
    <Alert color={isWhole ? 'gray' : 'yellow'}>
      <div>{t('ics.found', { count: lasting })}</div>
      {notes.map(([key, count]) => (
        <div key={key}>{t(`ics.${key}`, { count })}</div>
      ))}
      {unknownZones.length > 0 && <div>{t('ics.zones', { zones: unknownZones.slice(0, 5).join(', ') })}</div>}
    </Alert>
  );
}
