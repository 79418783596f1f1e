import { useState } from 'react';
import { Button, Group, TextInput } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { type Breach, type BreachStep, dueAt, stepsIn } from '#shared/domain/breach.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { run, save } from '#renderer/state/commands.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useNow } from '#renderer/state/now.ts';
import { useRecord, useTable } from '#renderer/state/records.ts';
import { useKept } from '#renderer/ui/index.ts';
import { localMoment, momentOfLocal } from './local-moment.ts';
import settingsClasses from '../settings.module.css';
import classes from './incident.module.css';

/** What has to be done, by when, and when it was done and by whom. */
export function BreachSteps({ breach }: { breach: Breach }) {
  const { t } = useTranslation('incident');
  const country = useRecord('business', 'business')?.country ?? '';
  return (
    <ol className={classes.parts} aria-label={t('steps')}>
      {stepsIn(country).map((step) => (
        <Step key={step} breach={breach} step={step} />
      ))}
    </ol>
  );
}

function Step({ breach, step }: { breach: Breach; step: BreachStep }) {
  const { t } = useTranslation('incident');
  const format = useFormat();
  const now = useNow();
  const members = useTable('members');
  const hours = useRecord('processing', 'processing')?.breachHours;
  const { id, steps = {} } = breach;
  const done = steps[step];
  const due = dueAt(breach, step, hours);
  const isLate = done === undefined && due !== undefined && due < now;
  const [isNoting, setNoting] = useState(false);
  const name = t(`step.${step}`);
  return (
    <li className={classes.part}>
      <div className={classes.words}>
        <div className={classes.head}>
          {done !== undefined && <IconCheck size={16} stroke={1.5} aria-hidden />}
          <span className={classes.name}>{name}</span>
          {due !== undefined && (
            <span className={isLate ? classes.late : settingsClasses.muted}>
              {t(isLate ? 'lateSince' : 'dueBy', { when: format.dayAndTime(due) })}
            </span>
          )}
        </div>
        <p className={settingsClasses.muted}>{t(`stepHint.${step}`)}</p>
        {done !== undefined && (
          <p dir="auto">
            {t('doneOn', {
              when: format.dayAndTime(done.at),
              who: members.get(done.memberId)?.name ?? t('somebody'),
            })}
            {done.note !== undefined && `: ${done.note}`}
          </p>
        )}
        {isNoting && <Noting id={id} step={step} onClose={() => setNoting(false)} />}
      </div>
      {!isNoting && (
        <Button
          size="compact-sm"
          variant="default"
          aria-label={t(done === undefined ? 'noteOne' : 'takeBackOne', { step: name })}
          onClick={() =>
            done === undefined ? setNoting(true) : ignore(save('breach.takeBackStep', { id, step }))
          }
        >
          {t(done === undefined ? 'note' : 'takeBack')}
        </Button>
      )}
    </li>
  );
}

function Noting({ id, step, onClose }: { id: string; step: BreachStep; onClose: () => void }) {
  const { t } = useTranslation('incident');
  const { timeZone } = useFormat();
  const [typed, setTyped, forget] = useKept(`${step} of ${id}`, () => ({
    when: localMoment(Date.now(), timeZone),
    note: '',
  }));
  const { when, note } = typed;
  const at = momentOfLocal(when, timeZone);

  function close() {
    forget();
    onClose();
  }

  async function keep(event: React.FormEvent) {
    event.preventDefault();
    if (at === undefined) return;
    const done = await run('breach.noteStep', {
      id,
      step,
      at,
      ...(note.trim() !== '' && { note: note.trim() }),
    });
    if (done.ok) close();
  }

  return (
    <form onSubmit={(event) => ignore(keep(event))}>
      <Group gap={8} mt={8} align="flex-end">
        <TextInput
          type="datetime-local"
          label={t('when')}
          value={when}
          error={at === undefined ? t('momentWrong') : undefined}
          onChange={({ currentTarget: { value } }) => setTyped({ when: value, note })}
        />
        <TextInput
          flex={1}
          miw={180}
          label={t('noteField')}
          value={note}
          maxLength={1000}
          onChange={({ currentTarget: { value } }) => setTyped({ when, note: value })}
        />
        <Button type="submit" disabled={at === undefined}>
          {t('keep')}
        </Button>
        <Button variant="default" onClick={close}>
          {t('cancel')}
        </Button>
      </Group>
    </form>
  );
}
