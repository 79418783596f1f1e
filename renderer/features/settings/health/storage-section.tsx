import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ignore } from '#shared/lib/ignore.ts';
import type { Problem } from '#shared/lib/result.ts';
import type { StorageHealth } from '#renderer/vault/api.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useSession } from '#renderer/state/session.ts';
import { vault } from '#renderer/state/vault-client.ts';
import { FieldRow, formatBytes, Section, StateBadge } from '#renderer/ui/index.ts';
import { ProblemText } from '../problem-text.tsx';
import { useCheckWords, useEventWords } from './storage-words.ts';
import settings from '../settings.module.css';
import classes from './health.module.css';

interface StorageSectionProps {
  storage: StorageHealth;
  /** Something has been compared: there is more to tell. */
  onChecked: () => void;
}

/** Where everything lies on this computer: two copies, how they agree, and how much room is left. */
export function StorageSection({ storage, onChecked }: StorageSectionProps) {
  const { t } = useTranslation('settings', { keyPrefix: 'stored' });
  const { locale } = useFormat();
  const { usedBytes, journalBytes, persisted } = storage;
  return (
    <Section title={t('title')} hint={t('hint')}>
      <FieldRow label={t('first')}>
        <span className="tabular">{formatBytes(usedBytes, locale)}</span>
      </FieldRow>
      <FieldRow label={t('second')}>
        {journalBytes === undefined ? (
          <StateBadge tone="warn">{t('secondSilent')}</StateBadge>
        ) : (
          <span className="tabular">{formatBytes(journalBytes, locale)}</span>
        )}
      </FieldRow>
      <Agreement inStep={storage.inStep} />
      <LastCheck storage={storage} onChecked={onChecked} />
      {storage.event !== undefined && <LastEvent event={storage.event} />}
      <FreeSpace disk={storage.disk} />
      <FieldRow label={t('promise')}>
        <span>{t(persisted ? 'promised' : 'notPromised')}</span>
        {!persisted && <p className={settings.muted}>{t('notPromisedHint')}</p>}
      </FieldRow>
    </Section>
  );
}

/** Whether both copies hold the same, and what goes on where they do not. */
function Agreement({ inStep }: Pick<StorageHealth, 'inStep'>) {
  const { t } = useTranslation('settings', { keyPrefix: 'stored' });
  const { locale } = useFormat();
  const status = useSession((session) => session.storage);
  const progress = status?.progress;
  const part = new Intl.NumberFormat(locale, { style: 'percent' }).format(progress ?? 0);
  const isSame = inStep && status?.isWaiting !== true && progress === undefined;
  return (
    <FieldRow label={t('agreement')}>
      <StateBadge tone={isSame ? 'good' : 'warn'}>
        {isSame
          ? t('same')
          : progress !== undefined
            ? t('filling', { part })
            : t(status?.isWaiting ? 'waiting' : 'apart')}
      </StateBadge>
    </FieldRow>
  );
}

function LastCheck({ storage: { lastCheck, event }, onChecked }: StorageSectionProps) {
  const { t } = useTranslation('settings', { keyPrefix: 'stored' });
  const words = useCheckWords();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  // What an event has cost is said with the event, remedy and all.
  const isNews = lastCheck !== undefined && lastCheck.lost > 0 && (event?.lost ?? 0) === 0;

  async function check() {
    setBusy(true);
    const checked = await vault().checkStorage();
    setBusy(false);
    setProblem(checked.ok ? undefined : checked.error);
    onChecked();
  }

  return (
    <FieldRow label={t('check')}>
      <div className={classes.check}>
        <output>
          {busy ? t('checking') : lastCheck === undefined ? t('neverChecked') : words(lastCheck)}
        </output>
        <Button size="compact-sm" variant="default" loading={busy} onClick={() => ignore(check())}>
          {t('checkNow')}
        </Button>
      </div>
      {isNews && <p className={classes.remedy}>{t('lostRemedy')}</p>}
      <ProblemText problem={problem} />
    </FieldRow>
  );
}

function LastEvent({ event }: { event: NonNullable<StorageHealth['event']> }) {
  const { t } = useTranslation('settings', { keyPrefix: 'stored' });
  const words = useEventWords(event);
  return (
    <FieldRow label={t('event')}>
      <span>{words}</span>
      {event.lost > 0 && <p className={classes.remedy}>{t('lostRemedy')}</p>}
    </FieldRow>
  );
}

/** As the shell has told last: that may be newer than the rest. */
function FreeSpace({ disk: known }: Pick<StorageHealth, 'disk'>) {
  const { t } = useTranslation('settings', { keyPrefix: 'stored' });
  const { locale } = useFormat();
  const disk = useSession(({ storage }) => storage?.disk) ?? known;
  if (disk === undefined) return null;
  const sizes = {
    free: formatBytes(disk.freeBytes, locale),
    total: formatBytes(disk.totalBytes, locale),
    limit: formatBytes(disk.limitBytes, locale),
  };
  return (
    <FieldRow label={t('space')}>
      {disk.level === 'enough' ? (
        <span className="tabular">{t('free', sizes)}</span>
      ) : (
        <>
          <StateBadge tone="warn">{t('free', sizes)}</StateBadge>
          <p className={settings.muted}>{t('limit', sizes)}</p>
        </>
      )}
    </FieldRow>
  );
}
