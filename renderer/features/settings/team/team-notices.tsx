import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/state/format.ts';
import { useTeam } from '#renderer/state/team.ts';
import type { PassedOn, StopReason } from '#renderer/vault/team/api.ts';
import type { NomineeEntered } from '#renderer/vault/api.ts';
import { CopiedDevice } from './copied-device.tsx';
import { RemoveHere } from '../closing/remove-here.tsx';
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
      {team?.entered?.map((entered, index) => (
        // They are told in the order of the chain, which only grows.
        // oxlint-disable-next-line react/no-array-index-key
        <CameIn key={index} entered={entered} />
      ))}
      {team?.passedOn !== undefined && stoppedBy === undefined && <NewOwner passedOn={team.passedOn} />}
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

/** Who has come in by a nominee's kit. */
function CameIn({ entered: { name, at, self } }: { entered: NomineeEntered }) {
  const { t } = useTranslation('nominee');
  const format = useFormat();
  if (at === undefined) return <p className={classes.why}>{t('enteredUnnamed')}</p>;
  return (
    <p className={classes.why}>
      {t(self ? 'you' : 'entered', { name: name || t('somebody'), when: format.dayAndTime(at) })}
    </p>
  );
}

/** Whose the business is since it passed on. */
function NewOwner({ passedOn: { at, from, to, isOwn } }: { passedOn: PassedOn }) {
  const { t } = useTranslation('handover');
  const format = useFormat();
  const who = isOwn ? 'youOwn' : 'nowOwns';
  return (
    <p className={classes.why}>
      {t(from === '' ? who : `${who}After`, { when: format.dayAndTime(at), from, to })}
    </p>
  );
}

/** This device was stopped: why, and how its owner goes on. */
function ThisOneStopped({ by }: { by: StopReason }) {
  const { t } = useTranslation('settings');
  if (by === 'handed-over') return <HandedOver />;
  return (
    <section className={classes.why}>
      <p className={classes.said}>{t(by === 'copied' ? 'team_stoppedSelf' : 'team_stoppedByWords')}</p>
      <p className={classes.said}>{t('team_stoppedSelfAnew')}</p>
      <p className={classes.said}>{t('team_stoppedSelfWords')}</p>
    </section>
  );
}

/** Its owner has handed the business over and left: what is here can go. */
function HandedOver() {
  const { t } = useTranslation('handover');
  return (
    <section className={classes.why}>
      <p className={classes.said}>{t('out')}</p>
      <RemoveHere disabled={false} />
    </section>
  );
}
