import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { InvitationEnd } from '#shared/domain/team.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useTeam } from '#renderer/state/team.ts';
import { Section, StateBadge } from '#renderer/ui/index.ts';
import type { TeamInvitation } from '#renderer/vault/team/api.ts';
import { ProblemText } from '../problem-text.tsx';
import { CodeQuestion, isAsking } from './code-question.tsx';
import { useWithdraw } from './invitations.ts';
import classes from './team.module.css';

interface InvitationListProps {
  invitations: TeamInvitation[];
  onShowLink: (invitationId: string) => void;
}

/** Who is invited: devices that ask to be let in first, then links that nobody has used, then what became of others. */
export function InvitationList({ invitations, onShowLink }: InvitationListProps) {
  const { t } = useTranslation('settings');
  const asked = invitations.filter(isAsking);
  const waiting = invitations.filter((one) => one.endedAt === undefined && !isAsking(one));
  const ended = invitations
    .filter(({ endedAt }) => endedAt !== undefined)
    .toSorted((a, b) => b.endedAt! - a.endedAt!);
  return (
    <>
      {asked.map((invitation) => (
        <Section key={invitation.id} title={t('team_asksTitle')}>
          <CodeQuestion invitation={invitation} />
        </Section>
      ))}
      {waiting.length > 0 && (
        <Section title={t('team_invited')}>
          <ul className={classes.list}>
            {waiting.map((invitation) => (
              <Waiting key={invitation.id} invitation={invitation} onShowLink={onShowLink} />
            ))}
          </ul>
        </Section>
      )}
      {ended.length > 0 && (
        <Section title={t('team_ended')} hint={t('team_endedHint')}>
          <ul className={classes.list}>
            {ended.map((invitation) => (
              <Ended key={invitation.id} invitation={invitation} />
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}

function toneOf(state: TeamInvitation['state']): 'good' | 'bad' | 'neutral' {
  if (state === 'used') return 'good';
  return state === 'locked' || state === 'disturbed' ? 'bad' : 'neutral';
}

function Ended({ invitation }: { invitation: TeamInvitation }) {
  const { t } = useTranslation('settings');
  const format = useFormat();
  const { name, role, memberId, state, endedAt = 0 } = invitation;
  return (
    <li className={classes.entry}>
      <div className={classes.line}>
        <span className={classes.name} dir="auto">
          {name}
        </span>
        <StateBadge tone={toneOf(state)}>{t(`team_ended_${state as InvitationEnd}`)}</StateBadge>
        <span className={classes.aside}>
          {memberId === undefined ? t(`team_role_${role}`) : t('team_anotherDevice')}
        </span>
        <span className={classes.aside}>{format.dayAndTime(endedAt)}</span>
      </div>
    </li>
  );
}

interface WaitingProps {
  invitation: TeamInvitation;
  onShowLink: (invitationId: string) => void;
}

function Waiting({ invitation, onShowLink }: WaitingProps) {
  const { t } = useTranslation('settings');
  const format = useFormat();
  const hasLink = useTeam(({ links }) => links[invitation.id] !== undefined);
  const { busy, problem, withdraw } = useWithdraw(invitation.id);
  const { id, name, role, memberId, expiresAt } = invitation;
  return (
    <li className={classes.entry}>
      <div className={classes.line}>
        <span className={classes.name} dir="auto">
          {name}
        </span>
        <StateBadge tone="warn">
          {memberId === undefined ? t(`team_role_${role}`) : t('team_anotherDevice')}
        </StateBadge>
        <span className={classes.aside}>{t('team_until', { until: format.dayAndTime(expiresAt) })}</span>
        <span className={classes.actions}>
          {hasLink && (
            <Button size="compact-sm" variant="default" onClick={() => onShowLink(id)}>
              {t('team_showLink')}
            </Button>
          )}
          <Button size="compact-sm" variant="default" loading={busy} onClick={() => void withdraw()}>
            {t('team_withdraw')}
          </Button>
        </span>
      </div>
      <ProblemText problem={problem} />
    </li>
  );
}
