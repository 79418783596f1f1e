import { useState } from 'react';
import { Button, Group, Stack, Text, TextInput, UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { type Breach, dueAt, stepsIn } from '#shared/domain/breach.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { run } from '#renderer/state/commands.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useNow } from '#renderer/state/now.ts';
import { useRecord, useRecords } from '#renderer/state/records.ts';
import { useAccess } from '#renderer/state/session.ts';
import { Dialog, KeepsUnsaved, ReadOnly, Section, useKeptWords } from '#renderer/ui/index.ts';
import { BreachRecord } from './breach-record.tsx';
import { localMoment, momentOfLocal } from './local-moment.ts';
import { Clocks } from './clocks.tsx';
import settingsClasses from '../settings.module.css';
import classes from './incident.module.css';

/** Every breach of personal data, reported or not: a law asks for the record of each. */
export function Breaches() {
  const { t } = useTranslation('incident');
  const breaches = useRecords('breaches').toSorted((a, b) => b.noticedAt - a.noticedAt);
  const isReader = useAccess('money') === 'read';
  const [open, setOpen] = useState<string>();
  const [isNew, setNew] = useState(false);
  return (
    <Section
      title={t('breaches')}
      hint={t('breachesHint')}
      action={
        !isReader && (
          <Button size="compact-sm" variant="default" onClick={() => setNew(true)}>
            {t('record')}
          </Button>
        )
      }
    >
      {breaches.length === 0 && <Text c="dimmed">{t('noBreaches')}</Text>}
      <ul className={settingsClasses.plainList} aria-label={t('breaches')}>
        {breaches.map((breach) => (
          <li key={breach.id} className={classes.breach}>
            <Line
              breach={breach}
              isOpen={open === breach.id}
              onOpen={() => setOpen(open === breach.id ? undefined : breach.id)}
            />
            {open === breach.id && (
              <ReadOnly when={isReader}>
                <KeepsUnsaved of={breach.id}>
                  <BreachRecord breach={breach} />
                </KeepsUnsaved>
              </ReadOnly>
            )}
          </li>
        ))}
      </ul>
      {!isReader && <Clocks />}
      <Dialog opened={isNew} onClose={() => setNew(false)} title={t('record')}>
        {isNew && <NewBreach onClose={() => setNew(false)} onMade={setOpen} />}
      </Dialog>
    </Section>
  );
}

function Line({ breach, isOpen, onOpen }: { breach: Breach; isOpen: boolean; onOpen: () => void }) {
  const { t } = useTranslation('incident');
  const format = useFormat();
  const now = useNow();
  const next = useNextDue(breach);
  const isLate = next !== undefined && next.at < now;
  return (
    <UnstyledButton className={classes.breachLine} aria-expanded={isOpen} onClick={onOpen}>
      <IconChevronRight size={16} stroke={1.5} className={classes.chevron} />
      <span className={classes.breachTitle} dir="auto" title={breach.title}>
        {breach.title}
      </span>
      <span className={settingsClasses.muted}>
        {t('noticedOn', { when: format.dayAndTime(breach.noticedAt) })}
      </span>
      {next !== undefined && (
        <span className={isLate ? classes.late : undefined}>
          {t(isLate ? 'wasDue' : 'isDue', {
            step: t(`step.${next.step}`),
            when: format.dayAndTime(next.at),
          })}
        </span>
      )}
    </UnstyledButton>
  );
}

/** The first step with a clock that nobody has taken; none where nobody has to be told. */
function useNextDue(breach: Breach) {
  const country = useRecord('business', 'business')?.country ?? '';
  const hours = useRecord('processing', 'processing')?.breachHours;
  if (breach.risk === 'none') return undefined;
  const open = stepsIn(country).flatMap((step) => {
    const at = breach.steps?.[step] === undefined ? dueAt(breach, step, hours) : undefined;
    return at === undefined ? [] : [{ step, at }];
  });
  return open.toSorted((a, b) => a.at - b.at)[0];
}

function NewBreach({ onClose, onMade }: { onClose: () => void; onMade: (id: string) => void }) {
  const { t } = useTranslation('incident');
  const { timeZone } = useFormat();
  const [title, setTitle] = useKeptWords('new breach');
  const [noticed, setNoticed] = useState(() => localMoment(Date.now(), timeZone));
  const at = momentOfLocal(noticed, timeZone);

  async function make(event: React.FormEvent) {
    event.preventDefault();
    if (at === undefined) return;
    const done = await run('breach.record', { title, noticedAt: at });
    if (!done.ok) return;
    setTitle('');
    onMade(done.value.id);
    onClose();
  }

  return (
    <form onSubmit={(event) => ignore(make(event))}>
      <Stack gap={12}>
        <TextInput
          label={t('title')}
          placeholder={t('titleExample')}
          value={title}
          maxLength={200}
          data-autofocus
          onChange={({ currentTarget: { value } }) => setTitle(value)}
        />
        <TextInput
          type="datetime-local"
          label={t('noticed')}
          description={t('noticedHint')}
          value={noticed}
          error={at === undefined ? t('momentWrong') : undefined}
          onChange={({ currentTarget: { value } }) => setNoticed(value)}
        />
        <Group justify="flex-end" gap={8}>
          <Button
            variant="default"
            onClick={() => {
              setTitle('');
              onClose();
            }}
          >
            {t('cancel')}
          </Button>
          <Button type="submit" disabled={title.trim() === '' || at === undefined}>
            {t('record')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
