import { useCallback, useEffect, useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ignore } from '#shared/lib/ignore.ts';
import type { BookHealth, Health, StorageStatus } from '#renderer/vault/api.ts';
import { useFindings } from '#renderer/state/findings.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useRecord, useRecords } from '#renderer/state/records.ts';
import { useSession } from '#renderer/state/session.ts';
import { useStaffName } from '#renderer/state/staff.ts';
import { vault } from '#renderer/state/vault-client.ts';
import { FieldRow, formatBytes, Section, StateBadge } from '#renderer/ui/index.ts';
import { TeamNotices } from '../team/team-notices.tsx';
import { ClockRow } from './clock-row.tsx';
import { ReportProblem } from './report/report-problem.tsx';
import { StorageSection } from './storage-section.tsx';
import classes from '../settings.module.css';
import ownClasses from './health.module.css';

/** Whether everything that is stored can be read. What cannot is kept, counted here, and stops nothing. */
export function HealthSection() {
  const { t } = useTranslation('settings');
  const [health, setHealth] = useState<Health>();
  const look = useCallback(() => ignore(vault().health().then(setHealth)), []);
  const isSettled = useSession(({ storage }) => isWell(storage));
  // Once one copy has been filled from the other, there is more to tell.
  // oxlint-disable-next-line react/exhaustive-effect-dependencies -- that the storage has settled is why it looks again
  useEffect(look, [look, isSettled]);
  return (
    <div className={ownClasses.health}>
      <Section
        title={t('section_health')}
        hint={t('healthHint')}
        action={
          <Button size="compact-sm" variant="default" onClick={look}>
            {t('lookAgain')}
          </Button>
        }
      >
        {health?.updateNeeded === true && <StateBadge tone="warn">{t('updateNeeded')}</StateBadge>}
        <TeamNotices />
        {health !== undefined && <Summary health={health} />}
      </Section>
      {health !== undefined && <StorageSection storage={health.storage} onChecked={look} />}
      {health !== undefined && (
        <Section title={t('books')} hint={t('booksHint')}>
          <Books books={health.books} />
        </Section>
      )}
      <ReportProblem />
    </div>
  );
}

/** What speaks for the business outside and was known to somebody who has left, by the name that its owner sees. */
function useExposed(): string[] {
  const { t } = useTranslation('settings');
  const channels = useRecords('channels');
  const providers = useRecords('modelProviders');
  const voice = useRecord('aiSettings', 'ai')?.voiceNotes;
  const tokens = useRecords('relayTokens');
  const bots = useRecords('telegramBots');
  const accounts = useRecords('googleLinks');
  const nameOf = useStaffName();
  const endpoints = useRecords('webhookEndpoints');
  return [
    ...channels.flatMap(({ name, accessTokenExposed, appSecretExposed }) =>
      (accessTokenExposed ?? appSecretExposed) === undefined ? [] : [name],
    ),
    ...providers.flatMap(({ name, keyExposed }) => (keyExposed === undefined ? [] : [name])),
    ...(voice?.keyExposed === undefined ? [] : [t('voiceNotes')]),
    ...endpoints.flatMap(({ name, secretExposed }) => (secretExposed === undefined ? [] : [name])),
    ...bots.flatMap(({ username, tokenExposed }) => (tokenExposed === undefined ? [] : [`@${username}`])),
    ...accounts.flatMap(({ staffId, keyExposed }) =>
      keyExposed === undefined ? [] : [t('googleOf', { name: nameOf(staffId) ?? '' })],
    ),
    ...tokens.flatMap(({ exposed }) => (exposed === undefined ? [] : [t('relayToken')])),
  ];
}

/** Nothing is being filled, waited for or refused. */
function isWell(storage: StorageStatus | undefined): boolean {
  return storage?.progress === undefined && storage?.problem === undefined && storage?.isWaiting !== true;
}

function Summary({ health }: { health: Health }) {
  const { t } = useTranslation(['settings', 'telegram']);
  const undecided = useFindings().length;
  const exposed = useExposed();
  const unheardBots = useRecords('telegramBots').filter(({ trouble }) => trouble !== undefined);
  const unheard = useRecords('transcripts').filter(({ failed }) => failed?.retryAt !== undefined);
  const unreadable = health.books.reduce((sum, book) => sum + book.unreadable + book.damaged, 0);
  const findings = [
    { label: t('unreadable'), count: unreadable },
    { label: t('unfitRecords'), count: health.unfitRecords },
    { label: t('unreadableDeliveries'), count: health.unreadableDeliveries },
    { label: t('unopenedRequests'), count: health.unopenedRequests },
    { label: t('notInBackup'), count: health.notInBackup.length, names: health.notInBackup.join(', ') },
    { label: t('unheard'), count: unheard.length, names: unheard[0]?.failed?.message },
    {
      label: t('telegramUnheard'),
      count: unheardBots.length,
      names: unheardBots
        .map(({ username, trouble }) => `@${username}: ${t(`telegram:trouble.${trouble!.kind}`)}`)
        .join(', '),
    },
    { label: t('undecided'), count: undecided },
    { label: t('relayLosses'), count: health.relayLosses.length },
    { label: t('missingWork'), count: health.missingWork.length },
    { label: t('doubts'), count: health.doubts.length },
    { label: t('exposed_count'), count: exposed.length, names: exposed.join(', ') },
    { label: t('missingBooks'), count: health.missing.length, names: health.missing.join(', ') },
  ];
  return (
    <>
      {findings.map(({ label, count, names }) => (
        <FieldRow key={label} label={label}>
          <span className="tabular">
            {count === 0 ? (
              <StateBadge tone="good">{t('none')}</StateBadge>
            ) : (
              <>
                <StateBadge tone="warn">{String(count)}</StateBadge>{' '}
                <span className={classes.muted}>{names}</span>
              </>
            )}
          </span>
        </FieldRow>
      ))}
      <ClockRow />
      <FieldRow label={t('undoDepth')}>
        <span className="tabular">{health.undoDepth}</span>
      </FieldRow>
    </>
  );
}

function Books({ books }: { books: BookHealth[] }) {
  const { t } = useTranslation('settings');
  const { locale } = useFormat();
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th>{t('book')}</th>
          <th className={classes.end}>{t('size')}</th>
          <th className={classes.end}>{t('envelopes')}</th>
          <th className={classes.end}>{t('checkpoints')}</th>
          <th className={classes.end}>{t('unreadable')}</th>
        </tr>
      </thead>
      <tbody>
        {books.map((book) => (
          <tr key={book.book}>
            <td>{book.book}</td>
            <td className={classes.end}>{formatBytes(book.bytes, locale)}</td>
            <td className={classes.end}>{book.envelopes}</td>
            <td className={classes.end}>{book.checkpoints}</td>
            <td className={classes.end}>{book.unreadable + book.damaged}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
