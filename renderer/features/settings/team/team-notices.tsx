import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/state/format.ts';
import { useTeam } from '#renderer/state/team.ts';
import classes from './team.module.css';

/** What happened to the team as a whole, and everybody should know: in Team and in Health. */
export function TeamNotices() {
  const { t } = useTranslation('settings');
  const format = useFormat();
  const reset = useTeam(({ team }) => team?.reset);
  const other = useTeam(({ team }) => team?.otherHistory);
  return (
    <>
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
