import { useState } from 'react';
import { Button, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Contact } from '#shared/domain/contact.ts';
import { isRestricted, type Restriction } from '#shared/domain/restriction.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { run } from '#renderer/state/commands.ts';
import { useFormat } from '#renderer/state/format.ts';
import { usePerson } from '#renderer/state/person.ts';
import { useTeam } from '#renderer/state/team.ts';
import { ConfirmDialog, FieldRow, useKeptWords } from '#renderer/ui/index.ts';
import classes from './privacy.module.css';

/** Whether their data are only kept: who said so, when and why, and who has lifted it. */
export function RestrictionRow({ contact }: { contact: Contact }) {
  const { t } = useTranslation('privacy');
  const [isAsking, setAsking] = useState(false);
  const [error, setError] = useState<string>();
  const person = usePerson(contact.id);
  const on = person.some(isRestricted);
  const [words, setWords] = useKeptWords(`why restriction of ${contact.id}`);
  const past = person
    .flatMap(({ restrictions = {} }) => Object.entries(restrictions))
    .map(([id, restriction]) => ({ ...restriction, id }))
    .toSorted((a, b) => b.at - a.at);

  async function change() {
    const said = words.trim();
    if (said === '') return setError(t(on ? 'restriction.toldNeeded' : 'restriction.whyNeeded'));
    const done = on
      ? await run('contact.liftRestriction', { id: contact.id, told: said })
      : await run('contact.restrict', { id: contact.id, why: said });
    if (!done.ok) return;
    setAsking(false);
    setWords('');
    setError(undefined);
  }

  return (
    <FieldRow label={t('restriction.label')} hint={t('restriction.hint')}>
      <ul className={classes.history}>
        {past.map((each) => (
          <PastRestriction key={each.id} restriction={each} />
        ))}
      </ul>
      <Button size="compact-sm" variant="default" onClick={() => setAsking(true)}>
        {t(on ? 'restriction.lift' : 'restriction.do')}
      </Button>
      {isAsking && (
        <ConfirmDialog
          opened
          title={t(on ? 'restriction.liftTitle' : 'restriction.title', { name: contact.name })}
          confirmLabel={t(on ? 'restriction.lift' : 'restriction.do')}
          onConfirm={() => ignore(change())}
          onCancel={() => setAsking(false)}
        >
          <p>{t(on ? 'restriction.liftText' : 'restriction.text')}</p>
          <Textarea
            label={t(on ? 'restriction.told' : 'restriction.why')}
            placeholder={t(on ? 'restriction.toldHint' : 'restriction.whyHint')}
            autosize
            minRows={2}
            maxLength={500}
            value={words}
            error={error}
            onChange={(event) => {
              setWords(event.currentTarget.value);
              setError(undefined);
            }}
          />
        </ConfirmDialog>
      )}
    </FieldRow>
  );
}

function PastRestriction({ restriction }: { restriction: Restriction }) {
  const { t } = useTranslation('privacy');
  const format = useFormat();
  const members = useTeam(({ team }) => team?.members);
  const nameOf = (id: string | undefined) =>
    members?.find((member) => member.id === id)?.name ?? t('somebody');
  const { at, memberId, why, liftedAt, liftedBy, told } = restriction;
  return (
    <li dir="auto">
      {t('restriction.since', { time: format.dayAndTime(at), name: nameOf(memberId), why })}
      {liftedAt !== undefined && (
        <span className={classes.quiet}>
          {t('restriction.lifted', { time: format.dayAndTime(liftedAt), name: nameOf(liftedBy), told })}
        </span>
      )}
    </li>
  );
}
