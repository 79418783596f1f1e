import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { IconUserExclamation } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/state/format.ts';
import { useNomineeRequest, useRefusal } from '#renderer/state/nominee.ts';
import { useTeam } from '#renderer/state/team.ts';
import classes from './frame.module.css';

/** Above every screen: that a nominee asks to come in, until an owner has refused it, or that one has come in. */
export function NomineeBanner() {
  const { t } = useTranslation('nominee');
  const format = useFormat();
  const team = useTeam((state) => state.team);
  const { busy, refuse } = useRefusal();
  const request = useNomineeRequest(team?.nominee);
  const asked = request?.isOpen === true ? request.words : undefined;
  const last = team?.entered?.at(-1);
  return (
    // It is there before its words are, so that they are read out when they come.
    <div role="alert">
      {asked !== undefined && (
        <div className={classes.bannerLine}>
          <IconUserExclamation size={18} stroke={1.5} aria-hidden />
          <span className={classes.bannerWords}>{asked}</span>
          <Button size="compact-xs" color="red" loading={busy} onClick={refuse}>
            {t('refuse')}
          </Button>
          <More />
        </div>
      )}
      {last?.isNews === true && (
        <div className={classes.bannerLine}>
          <IconUserExclamation size={18} stroke={1.5} aria-hidden />
          <span className={classes.bannerWords}>
            {last.at === undefined
              ? t('enteredUnnamed')
              : t('entered', { name: last.name || t('somebody'), when: format.dayAndTime(last.at) })}
          </span>
          <More />
        </div>
      )}
    </div>
  );
}

function More() {
  const { t } = useTranslation('nominee');
  return (
    <Link to="/settings/$section" params={{ section: 'team' }} className={classes.bannerLink}>
      {t('more')}
    </Link>
  );
}
