import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Section } from '#renderer/ui/index.ts';
import type { Team } from '#renderer/vault/team/api.ts';
import { Proposal } from './proposal.tsx';
import { ProposeForm } from './propose-form.tsx';

/** The business passes to somebody else of the team: proposed, agreed to, and done; for whoever is not part of it, told. */
export function HandoverSection({ team, canChange }: { team: Team; canChange: boolean }) {
  const { t } = useTranslation('handover');
  const [isOpen, setOpen] = useState(false);
  const others = team.members.filter(({ role }) => role !== 'owner');
  if (team.handover !== undefined && team.stoppedBy === undefined)
    return (
      <Section title={t('title')}>
        <Proposal handover={team.handover} />
      </Section>
    );
  if (!canChange) return null;
  return (
    <Section title={t('title')} hint={others.length === 0 ? t('needsMember') : t('hint')}>
      {isOpen && <ProposeForm members={others} onClose={() => setOpen(false)} />}
      {!isOpen && others.length > 0 && (
        <Button size="xs" variant="default" onClick={() => setOpen(true)}>
          {t('begin')}
        </Button>
      )}
    </Section>
  );
}
