import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { defaultAiSettings } from '#shared/domain/business.ts';
import type { Program } from '#shared/domain/program.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { save } from '#renderer/state/commands.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useRecord, useRecords } from '#renderer/state/records.ts';
import { ConfirmButton, StateBadge } from '#renderer/ui/index.ts';
import settingsClasses from '../settings.module.css';
import { ProgramForm } from './program-form.tsx';
import classes from './programs.module.css';

/** A program that is let in: what it may do, when it was last here, and the ways to change that. */
export function ProgramLine({ program }: { program: Program }) {
  const { t, i18n } = useTranslation('programs');
  const format = useFormat();
  const [changing, setChanging] = useState(false);
  const { id, name, scopes, proposes, isLocal } = program;
  const last = useRecords('programCalls').reduce(
    (latest, { programId, at }) => (programId === id ? Math.max(latest, at) : latest),
    0,
  );
  const { localOnly } = useRecord('aiSettings', 'ai') ?? defaultAiSettings;
  const may = [...scopes.map((scope) => t(`scope.${scope}`)), ...(proposes ? [t('asksForChanges')] : [])];
  const isHeld = localOnly && !isLocal;

  return (
    <li className={classes.program}>
      <div className={classes.head}>
        <h3 className={classes.name} dir="auto" title={name}>
          {name}
        </h3>
        <StateBadge tone={isHeld ? 'warn' : isLocal ? 'good' : 'neutral'}>
          {t(isHeld ? 'held' : isLocal ? 'staysHere' : 'goesOn')}
        </StateBadge>
        <span className={classes.actions}>
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            aria-label={t('changeOne', { name })}
            onClick={() => setChanging(true)}
          >
            {t('change')}
          </Button>
          <ConfirmButton
            label={t('revoke')}
            name={t('revokeOne', { name })}
            title={t('revokeTitle', { name })}
            onConfirm={() => ignore(save('program.revoke', { id }))}
          >
            {t('revokeText')}
          </ConfirmButton>
        </span>
      </div>
      <p className={settingsClasses.muted}>
        {may.length === 0 ? t('mayNothing') : new Intl.ListFormat(i18n.language).format(may)}
        {' · '}
        {last === 0 ? t('neverHere') : t('lastHere', { when: format.dayAndTime(last) })}
      </p>
      {changing && <ProgramForm program={program} onClose={() => setChanging(false)} />}
    </li>
  );
}
