import { Button, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type CalendarFeed, feedAddress, staleMilliseconds } from '#shared/domain/calendar-feed.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { run } from '#renderer/state/commands.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useNow } from '#renderer/state/now.ts';
import { useRecord, useRecords } from '#renderer/state/records.ts';
import { useAccess } from '#renderer/state/session.ts';
import { useStaffName } from '#renderer/state/staff.ts';
import { Dialog, takeFieldProblems, useKeptForm } from '#renderer/ui/index.ts';
import type { Person } from '../use-people.ts';
import classes from './calendars.module.css';

interface CalendarsDialogProps {
  opened: boolean;
  people: readonly Person[];
  onClose: () => void;
}

/** Calendars elsewhere whose busy times are kept free here: which there are, how they stand, another one. */
export function CalendarsDialog({ opened, people, onClose }: CalendarsDialogProps) {
  const { t } = useTranslation('schedule');
  return (
    <Dialog opened={opened} onClose={onClose} title={t('feeds.title')} size="md">
      {opened && <Calendars people={people} />}
    </Dialog>
  );
}

function Calendars({ people }: { people: readonly Person[] }) {
  const { t } = useTranslation('schedule');
  const feeds = useRecords('calendarFeeds');
  const readOnly = useAccess('secrets') !== 'write';
  return (
    <Stack gap={16}>
      <Text size="sm" c="dimmed">
        {t('feeds.hint')}
      </Text>
      {feeds.length > 0 && (
        <ul className={classes.feeds} aria-label={t('feeds.title')}>
          {feeds.map((feed) => (
            <li key={feed.id} className={classes.feed}>
              <FeedLine feed={feed} readOnly={readOnly} />
            </li>
          ))}
        </ul>
      )}
      {readOnly ? <Text size="sm">{t('feeds.ownersOnly')}</Text> : <AddFeed people={people} />}
    </Stack>
  );
}

function FeedLine({ feed, readOnly }: { feed: CalendarFeed; readOnly: boolean }) {
  const { t } = useTranslation('schedule');
  const nameOf = useStaffName();
  return (
    <>
      <div className={classes.what}>
        <span dir="auto">{[feed.name, nameOf(feed.staffId)].join(' · ')}</span>
        <FeedState id={feed.id} />
      </div>
      <Button
        size="compact-sm"
        variant="default"
        disabled={readOnly}
        aria-label={t('feeds.removeOne', { name: feed.name })}
        onClick={() => ignore(run('feed.remove', { id: feed.id }))}
      >
        {t('feeds.remove')}
      </Button>
    </>
  );
}

/** When it was read, how much of it is busy, and what is in the way. */
function FeedState({ id }: { id: string }) {
  const { t } = useTranslation('schedule');
  const format = useFormat();
  const now = useNow();
  const busy = useRecord('busyTimes', id);
  if (busy === undefined) return <span className={classes.state}>{t('feeds.reading')}</span>;
  const { problem, readAt, spans = {} } = busy;
  const read = readAt === undefined ? undefined : t('feeds.readAt', { time: format.dayAndTime(readAt) });
  if (problem !== undefined)
    return (
      <span className={classes.problem} role="alert">
        {[t(`feeds.problems.${problem.kind}`), read && t('feeds.oldShown', { read })]
          .filter(Boolean)
          .join(' ')}
      </span>
    );
  const isStale = readAt !== undefined && now - readAt > staleMilliseconds;
  const count = t('feeds.count', { count: Object.keys(spans).length });
  return (
    <span className={isStale ? classes.problem : classes.state}>
      {[count, isStale ? t('feeds.stale', { read }) : read].filter(Boolean).join(' · ')}
    </span>
  );
}

function AddFeed({ people }: { people: readonly Person[] }) {
  const { t } = useTranslation('schedule');
  const { form, forget } = useKeptForm('new feed', {
    initialValues: { staffId: people[0]?.id ?? '', name: '', url: '' },
    validate: {
      name: (name) => (name.trim() === '' ? t('feeds.nameNeeded') : null),
      url: (url) =>
        /^https?:\/\/\S+\.\S+|^http:\/\/(localhost|127\.)/.test(feedAddress(url))
          ? null
          : t('feeds.urlWrong'),
    },
  });

  async function add(values: typeof form.values): Promise<void> {
    const done = await run('feed.add', values);
    if (!done.ok) return takeFieldProblems(form, done.error);
    form.setValues({ name: '', url: '' });
    forget();
  }

  return (
    <form onSubmit={form.onSubmit(add)}>
      <Stack gap={12}>
        <Group grow gap={12} align="flex-start">
          <TextInput
            label={t('feeds.name')}
            placeholder={t('feeds.name_example')}
            maxLength={60}
            {...form.getInputProps('name')}
          />
          {people.length > 1 && (
            <NativeSelect
              label={t('block.who')}
              data={people.map(({ id, name }) => ({ value: id, label: name }))}
              {...form.getInputProps('staffId')}
            />
          )}
        </Group>
        <TextInput
          label={t('feeds.url')}
          description={t('feeds.url_hint')}
          dir="ltr"
          autoComplete="off"
          {...form.getInputProps('url')}
        />
        <Group justify="flex-end">
          <Button type="submit" loading={form.submitting}>
            {t('feeds.add')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
