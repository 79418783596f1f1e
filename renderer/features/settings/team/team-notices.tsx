import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/state/format.ts';
import { useTeam } from '#renderer/state/team.ts';
import type { StopReason } from '#renderer/vault/team/api.ts';
import { CopiedDevice } from './copied-device.tsx';
import { StoppedDevice } from './stopped-device.tsx';
import classes from './team.module.css';

/** What happened to the team as a whole, and everybody should know: in Team and in Health. */
export function TeamNotices() {
  const { t } = useTranslation('settings');
  const format = useFormat();
  const reset = useTeam(({ team }) => team?.reset);
  const other = useTeam(({ team }) => team?.otherHistory);
  const team = useTeam((state) => state.team);
  const stoppedBy = team?.stoppedBy;
  const copied = team?.members.flatMap(({ devices }) => devices.filter((device) => device.copied)) ?? [];
  return (
    <>
      {stoppedBy !== undefined && <ThisOneStopped by={stoppedBy} />}
      {team !== undefined &&
        stoppedBy === undefined &&
        copied.map((device) => <CopiedDevice key={device.id} team={team} device={device} />)}
      {team?.stopped?.map((device) => (
        <StoppedDevice key={device.id} device={device} />
      ))}
      {reset !== undefined && (
        <p className={classes.why}>
          {t(reset.why === 'recovered' ? 'team_recovered' : 'team_newWords', {
            when: format.dayAndTime(reset.at),
          })}
        </p>
      )}
      {other !== undefined && (
        <output className={classes.why}>
          {t(other.settledBy === 'words' ? 'team_heldBack' : 'team_otherHistory', {
            when: format.dayAndTime(other.at),
          })}
        </output>
      )}
    </>
  );
}

/** This device was stopped: why, and how its owner goes on. */
function ThisOneStopped({ by }: { by: StopReason }) {
  const { t } = useTranslation('settings');
  return (
    <section className={classes.why}>
      <p className={classes.said}>{t(by === 'copied' ? 'team_stoppedSelf' : 'team_stoppedByWords')}</p>
      <p className={classes.said}>{t('team_stoppedSelfAnew')}</p>
      <p className={classes.said}>{t('team_stoppedSelfWords')}</p>
    </section>
  );
}
