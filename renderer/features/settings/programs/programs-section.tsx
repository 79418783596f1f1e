import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useTeam } from '#renderer/state/team.ts';
import { useRecords } from '#renderer/state/records.ts';
import { EmptyState, Section } from '#renderer/ui/index.ts';
import settingsClasses from '../settings.module.css';
import { ServerAddress } from './server-address.tsx';
import { ProgramForm } from './program-form.tsx';
import { ProgramLine } from './program-line.tsx';
import { ProgramLog } from './program-log.tsx';
import { TokenDialog } from './token-dialog.tsx';
import classes from './programs.module.css';

/** Which programs of this computer may ask for what, where they find Plumbline, and what they have asked for. */
export function ProgramsSection() {
  const { t } = useTranslation('programs');
  const isOwner =
    useTeam(({ team }) => team?.members.some(({ self, role }) => self && role === 'owner')) === true;
  const programs = useRecords('programs');
  const letIn = programs
    .filter(({ revokedAt }) => revokedAt === undefined)
    .toSorted((a, b) => a.createdAt - b.createdAt);
  const [adding, setAdding] = useState(false);
  const [made, setMade] = useState<{ name: string; token: string }>();
  if (!isOwner)
    return (
      <div>
        <Section title={t('title')} hint={t('about')}>
          <p className={settingsClasses.muted}>{t('ownersOnly')}</p>
        </Section>
      </div>
    );
  return (
    <div className={settingsClasses.wide}>
      <Section
        title={t('title')}
        hint={t('about')}
        action={
          <Button size="compact-sm" onClick={() => setAdding(true)}>
            {t('add')}
          </Button>
        }
      >
        {letIn.length === 0 && <EmptyState title={t('none')} text={t('noneText')} />}
        <ul className={classes.programs} aria-label={t('title')}>
          {letIn.map((program) => (
            <ProgramLine key={program.id} program={program} />
          ))}
        </ul>
        {adding && (
          <ProgramForm
            onClose={() => setAdding(false)}
            onMade={(next) => {
              setAdding(false);
              setMade(next);
            }}
          />
        )}
        {made !== undefined && <TokenDialog {...made} onClose={() => setMade(undefined)} />}
      </Section>
      {letIn.length > 0 && <ServerAddress />}
      {programs.length > 0 && <ProgramLog programs={programs} />}
    </div>
  );
}
