import { useState } from 'react';
import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconPlayerPause } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { type PausablePart, pausableParts } from '#shared/domain/pause.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { pausesOf } from '#shared/records/pauses.ts';
import { run } from '#renderer/state/commands.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useReader, useTable } from '#renderer/state/records.ts';
import { useAccess } from '#renderer/state/session.ts';
import { ConfirmDialog, Section, StateBadge, useKeptWords } from '#renderer/ui/index.ts';
import { useWaiting } from './use-waiting.ts';
import settingsClasses from '../settings.module.css';
import classes from './incident.module.css';

const read = ['pauses'] as const;

/** One switch for each thing that goes on by itself, and one for all of them: for every device at once. */
export function Pauses() {
  const { t } = useTranslation('incident');
  const records = useReader(read);
  const mayPause = useAccess('desk') === 'write';
  const [asked, setAsked] = useState<{ parts: PausablePart[]; lifts: boolean }>();
  const paused = pausableParts.filter((part) => pausesOf(records, part).length > 0);
  const others = pausableParts.filter((part) => !paused.includes(part));
  return (
    <Section title={t('pause')} hint={t('pauseHint')}>
      <ul className={classes.parts} aria-label={t('pause')}>
        {pausableParts.map((part) => (
          <Part
            key={part}
            part={part}
            onAsk={mayPause ? (lifts) => setAsked({ parts: [part], lifts }) : undefined}
          />
        ))}
      </ul>
      {mayPause && (
        <Group gap={8} mt={12}>
          {others.length > 0 && (
            <Button
              color="red"
              variant={paused.length === 0 ? 'filled' : 'light'}
              leftSection={<IconPlayerPause size={18} stroke={1.5} />}
              onClick={() => setAsked({ parts: others, lifts: false })}
            >
              {t(paused.length === 0 ? 'pauseAll' : 'pauseRest')}
            </Button>
          )}
          {paused.length > 0 && (
            <Button variant="default" onClick={() => setAsked({ parts: paused, lifts: true })}>
              {t('liftAll')}
            </Button>
          )}
        </Group>
      )}
      {asked !== undefined && <Ask {...asked} onClose={() => setAsked(undefined)} />}
    </Section>
  );
}

function Part({ part, onAsk }: { part: PausablePart; onAsk: ((lifts: boolean) => void) | undefined }) {
  const { t } = useTranslation('incident');
  const format = useFormat();
  const records = useReader(read);
  const members = useTable('members');
  const [first] = pausesOf(records, part);
  const name = t(`part.${part}`);
  return (
    <li className={classes.part}>
      <div className={classes.words}>
        <div className={classes.head}>
          <span className={classes.name}>{name}</span>
          <StateBadge tone={first === undefined ? 'good' : 'warn'}>
            {t(first === undefined ? 'goesOn' : 'standsStill')}
          </StateBadge>
        </div>
        <p className={settingsClasses.muted}>{t(`partHint.${part}`)}</p>
        {first !== undefined && (
          <p dir="auto">
            {t('since', {
              when: format.dayAndTime(first.at),
              who: members.get(first.memberId)?.name ?? t('somebody'),
            })}
            {first.why !== undefined && ` ${t('because', { why: first.why })}`}
          </p>
        )}
      </div>
      {onAsk !== undefined && (
        <Button
          size="compact-sm"
          variant="default"
          aria-label={t(first === undefined ? 'pauseOne' : 'liftOne', { what: name })}
          onClick={() => onAsk(first !== undefined)}
        >
          {t(first === undefined ? 'doPause' : 'lift')}
        </Button>
      )}
    </li>
  );
}

interface AskProps {
  parts: PausablePart[];
  lifts: boolean;
  onClose: () => void;
}

/** What follows is said before it is done; what waits is told when it goes on. */
function Ask({ parts, lifts, onClose }: AskProps) {
  const { t } = useTranslation('incident');
  const waiting = useWaiting();
  const [why, setWhy, forget] = useKeptWords('why pause');
  const what = parts.map((part) => t(`part.${part}`)).join(', ');

  function close() {
    forget();
    onClose();
  }

  async function go() {
    const done = lifts
      ? await run('pause.lift', { parts })
      : await run('pause.set', { parts, ...(why.trim() !== '' && { why: why.trim() }) });
    if (done.ok) close();
  }

  return (
    <ConfirmDialog
      opened
      title={t(lifts ? 'liftTitle' : 'pauseTitle', { what })}
      confirmLabel={t(lifts ? 'lift' : 'doPause')}
      danger={!lifts}
      onConfirm={() => ignore(go())}
      onCancel={close}
    >
      <Stack gap={12}>
        <Text>{t(lifts ? 'liftText' : 'pauseText')}</Text>
        {lifts && parts.includes('sends') && (
          <Text>
            {waiting.now.length === 0 ? t('liftNone') : t('liftHeld', { count: waiting.now.length })}
          </Text>
        )}
        {lifts && parts.includes('sends') && waiting.later > 0 && (
          <Text>{t('liftLater', { count: waiting.later })}</Text>
        )}
        {lifts && parts.includes('intake') && <Text>{t('liftIntake')}</Text>}
        {!lifts && (
          <TextInput
            label={t('why')}
            description={t('whyHint')}
            value={why}
            maxLength={500}
            onChange={({ currentTarget: { value } }) => setWhy(value)}
          />
        )}
      </Stack>
    </ConfirmDialog>
  );
}
