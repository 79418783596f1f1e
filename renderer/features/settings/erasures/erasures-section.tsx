import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type ErasureRun, runsOf } from '#shared/domain/clearance.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useMembers } from '#renderer/state/members.ts';
import { useRecord, useRecords } from '#renderer/state/records.ts';
import { Section, StateBadge } from '#renderer/ui/index.ts';
import { Counts } from '../retention/counts.tsx';
import { OlderBackups, useBackupTime } from './older-backups.tsx';
import classes from './erasures.module.css';

/** What goes every day by the standing order is shown for so many runs back. */
const mostStanding = 30;

/** Each erasure, by when and whom, on which devices it is done, and where something of it may be still. */
export function ErasuresSection() {
  const { t } = useTranslation(['erasure', 'settings']);
  const runs = runsOf(useRecords('erasureRuns'))
    .toSorted((a, b) => b.at - a.at)
    .filter(({ orderId }, at) => orderId === undefined || at < mostStanding);
  return (
    <Section title={t('settings:section_erasures')} hint={t('proof.hint')}>
      {runs.length === 0 && <Text c="dimmed">{t('proof.none')}</Text>}
      <ul className={classes.list}>
        {runs.map((run) => (
          <Run key={run.id} run={run} />
        ))}
      </ul>
      <OlderBackups runs={runs} />
      {runs.length > 0 && <p className={classes.note}>{t('proof.residue')}</p>}
    </Section>
  );
}

function Run({ run }: { run: ErasureRun }) {
  const { t } = useTranslation('erasure');
  const { day, dayAndTime } = useFormat();
  const keptFor = useBackupTime();
  const counts = useRecord('retentionRuns', run.id)?.counts;
  const done = useRecords('erasuresDone').filter(({ runId }) => runId === run.id);
  const devices = useMembers().flatMap((member) =>
    member.devices.map(({ id, name, self }) => ({ id, name, self, member: member.name })),
  );
  const doneAt = new Map(done.map((one) => [one.deviceId, one.doneAt]));
  const left = devices.filter(({ id }) => !doneAt.has(id));
  const state =
    left.length === 0 && !run.isOpen ? 'done' : left.every(({ self }) => self) ? 'underWay' : 'open';
  return (
    <li className={classes.run}>
      <div className={classes.head}>
        <span className={classes.when}>
          {t(run.orderId === undefined ? 'proof.at' : 'proof.byOrder', { time: dayAndTime(run.at) })}
        </span>
        <StateBadge tone={state === 'done' ? 'good' : 'warn'}>{t(`proof.${state}`)}</StateBadge>
      </div>
      {counts !== undefined && <Counts counts={counts} title={t('proof.went')} />}
      <ul className={classes.devices}>
        {devices.map(({ id, name, self, member }) => (
          <li key={id} className={classes.device}>
            <span className={classes.name} dir="auto" title={`${name}, ${member}`}>
              {name}, {member}
            </span>
            <span className={classes.state}>
              {doneAt.has(id)
                ? t('proof.doneAt', { time: dayAndTime(doneAt.get(id)!) })
                : t(self ? 'proof.underWay' : 'proof.out')}
            </span>
          </li>
        ))}
      </ul>
      <p className={classes.note}>{t('proof.backupsUntil', { day: day(run.at + keptFor) })}</p>
    </li>
  );
}
