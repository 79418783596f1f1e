import { useState } from 'react';
import { Anchor, Button } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ignore } from '#shared/lib/ignore.ts';
import { showProblem } from '#renderer/state/notices.ts';
import { useSession } from '#renderer/state/session.ts';
import { useTeam } from '#renderer/state/team.ts';
import { Section } from '#renderer/ui/index.ts';
import type { Team, TeamMember } from '#renderer/vault/team/api.ts';
import { HandoverSection } from './handover/handover-section.tsx';
import { LateWork } from './late-work.tsx';
import { NetworksSection } from './networks-section.tsx';
import { NomineeSection } from './nominee/nominee-section.tsx';
import { InvitationDialog } from './invitation-dialog.tsx';
import { InvitationList } from './invitation-list.tsx';
import { invite } from './invitations.ts';
import { MemberList } from './member-list.tsx';
import { nameOfMember } from './names.ts';
import { TeamNotices } from './team-notices.tsx';
import classes from './team.module.css';

/** Who works here, on which devices, and how somebody new comes in. */
export function TeamSection() {
  const team = useTeam((state) => state.team);
  // The vault answers at once; until then there is nothing to show.
  return team === undefined ? null : <TeamOf team={team} />;
}

function TeamOf({ team }: { team: Team }) {
  const { t } = useTranslation('settings');
  const hasRelay = useSession(({ sync }) => sync.connection !== 'none');
  /** The invitation in the dialog. */
  const [shown, setShown] = useState<string>();
  const isStopped = team.stoppedBy !== undefined;
  const canChange = team.canManage && hasRelay && team.problem === undefined && !isStopped;

  async function addDevice(member: TeamMember) {
    const invited = await invite({ name: nameOfMember(t, member), role: member.role, memberId: member.id });
    if (invited.ok) setShown(invited.value.id);
    else showProblem(invited.error);
  }

  return (
    <div className={classes.team}>
      <Section
        title={t('section_team')}
        hint={t('team_hint')}
        action={
          canChange && (
            <Button
              size="compact-sm"
              leftSection={<IconUserPlus size={18} stroke={1.5} />}
              onClick={() => setShown('new')}
            >
              {t('team_invite')}
            </Button>
          )
        }
      >
        <TeamNotices />
        <WhyNot team={team} hasRelay={hasRelay} />
        <MemberList
          members={team.members}
          canChange={canChange}
          onAddDevice={(member) => ignore(addDevice(member))}
        />
      </Section>
      {team.canManage && !isStopped && <LateWork />}
      <HandoverSection team={team} canChange={canChange} />
      {team.canManage && !isStopped && <NomineeSection nominee={team.nominee} canChange={canChange} />}
      {team.canManage && !isStopped && (
        <NetworksSection key={JSON.stringify(team.networks)} networks={team.networks} canChange={canChange} />
      )}
      <InvitationList invitations={team.invitations.filter(({ id }) => id !== shown)} onShowLink={setShown} />
      {shown !== undefined && (
        <InvitationDialog key={shown} show={shown} onShow={setShown} onClose={() => setShown(undefined)} />
      )}
    </div>
  );
}

/** Why the team cannot be changed from here, and what helps. */
function WhyNot({ team, hasRelay }: { team: Team; hasRelay: boolean }) {
  const { t } = useTranslation('settings');
  if (!team.canManage) return <p className={classes.why}>{t('team_ownerOnly')}</p>;
  if (!hasRelay) {
    return (
      <p className={classes.why}>
        {t('team_needsRelay')}{' '}
        <Anchor
          underline="always"
          renderRoot={(props) => <Link to="/settings/$section" params={{ section: 'relay' }} {...props} />}
        >
          {t('team_toRelay')}
        </Anchor>
      </p>
    );
  }
  if (team.problem === undefined) return null;
  return <output className={classes.why}>{team.problem}</output>;
}
