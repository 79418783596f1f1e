import { useState } from 'react';
import { Button, NativeSelect, Select, Stack, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { heldKinds, type LegalHold, openHolds } from '#shared/domain/retention/legal-hold.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { run } from '#renderer/state/commands.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useRecord, useRecords } from '#renderer/state/records.ts';
import { useAccess } from '#renderer/state/session.ts';
import { Dialog, FormButtons, Section, useKept } from '#renderer/ui/index.ts';
import settingsClasses from '../settings.module.css';
import classes from './retention.module.css';

/** What is kept whatever its time is, because of a dispute or an authority. */
export function LegalHolds({ isOwner }: { isOwner: boolean }) {
  const { t } = useTranslation('retention');
  const holds = openHolds(useRecords('legalHolds')).toSorted((a, b) => b.at - a.at);
  const mayHold = useAccess('desk') === 'write';
  const [isNew, setNew] = useState(false);
  return (
    <Section
      title={t('holds')}
      hint={t('holdsHint')}
      action={
        mayHold && (
          <Button size="compact-sm" variant="default" onClick={() => setNew(true)}>
            {t('hold')}
          </Button>
        )
      }
    >
      {holds.length === 0 && <Text c="dimmed">{t('noHolds')}</Text>}
      <ul className={classes.list} aria-label={t('holds')}>
        {holds.map((hold) => (
          <Line key={hold.id} hold={hold} isOwner={isOwner} />
        ))}
      </ul>
      <Dialog opened={isNew} onClose={() => setNew(false)} title={t('hold')}>
        {isNew && <NewHold onClose={() => setNew(false)} />}
      </Dialog>
    </Section>
  );
}

function Line({ hold, isOwner }: { hold: LegalHold; isOwner: boolean }) {
  const { t } = useTranslation('retention');
  const format = useFormat();
  const { id, kind, subjectId, at, why, memberId } = hold;
  const contact = useRecord('contacts', kind === 'contacts' ? subjectId : undefined)?.name;
  const job = useRecord('jobs', kind === 'jobs' ? subjectId : undefined)?.title;
  const who = useRecord('members', memberId)?.name ?? t('somebody');
  const name = kind === 'all' ? t('everything') : (contact ?? job ?? t('unknown'));
  return (
    <li className={classes.entry}>
      <div className={classes.words}>
        <span className={classes.name} dir="auto">
          {name}
        </span>
        <p className={settingsClasses.muted} dir="auto">
          {t('heldSince', { when: format.day(at), who })}
          {why !== undefined && ` · ${why}`}
        </p>
      </div>
      {isOwner && (
        <Button
          size="compact-sm"
          variant="default"
          aria-label={t('endOne', { name })}
          onClick={() => ignore(run('retention.endHold', { id }))}
        >
          {t('end')}
        </Button>
      )}
    </li>
  );
}

interface HoldValues {
  kind: LegalHold['kind'];
  subjectId: string | null;
  why: string;
}

function NewHold({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('retention');
  const contacts = useRecords('contacts');
  const jobs = useRecords('jobs');
  const [typed, setTyped, forget] = useKept<HoldValues>('new legal hold', {
    kind: 'contacts',
    subjectId: null,
    why: '',
  });
  const { kind, subjectId, why } = typed;
  const options =
    kind === 'jobs'
      ? jobs.map(({ id, title }) => ({ value: id, label: title }))
      : contacts
          .filter(({ mergedInto }) => mergedInto === undefined)
          .map(({ id, name }) => ({ value: id, label: name }));

  function close() {
    forget();
    onClose();
  }

  async function keep(event: React.FormEvent) {
    event.preventDefault();
    const about = kind === 'all' ? {} : { subjectId: subjectId ?? '' };
    const done = await run('retention.hold', {
      kind,
      ...about,
      ...(why.trim() !== '' && { why: why.trim() }),
    });
    if (done.ok) close();
  }

  return (
    <form onSubmit={(event) => ignore(keep(event))}>
      <Stack gap={12}>
        <NativeSelect
          label={t('what')}
          value={kind}
          data={heldKinds.map((value) => ({ value, label: t(`held.${value}`) }))}
          onChange={({ currentTarget: { value } }) => {
            setTyped({ ...typed, kind: value as HoldValues['kind'], subjectId: null });
          }}
        />
        {kind !== 'all' && (
          <Select
            searchable
            limit={30}
            label={t(`held.${kind}`)}
            data={options}
            value={subjectId}
            nothingFoundMessage={t('nothingFound')}
            onChange={(id) => setTyped({ ...typed, subjectId: id })}
          />
        )}
        <TextInput
          label={t('why')}
          value={why}
          maxLength={500}
          onChange={({ currentTarget: { value } }) => setTyped({ ...typed, why: value })}
        />
        <FormButtons submit={t('hold')} isDisabled={kind !== 'all' && subjectId === null} onCancel={close} />
      </Stack>
    </form>
  );
}
