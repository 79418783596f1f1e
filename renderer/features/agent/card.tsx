import { useEffect, useRef } from 'react';
import { Button } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ignore } from '#shared/lib/ignore.ts';
import type { CardState, ProposalCard } from '#renderer/state/agent.ts';
import { approve, change, dismiss, takeBack } from '#renderer/state/agent.ts';
import { focusQuestion } from './question-field.ts';
import { fieldLabel } from '#renderer/state/proposal-field.ts';
import { useOpenRecord } from '#renderer/state/open-record.ts';
import classes from './agent.module.css';

interface CardProps {
  card: ProposalCard;
  state: CardState;
  /** Then Enter approves it. */
  takesFocus: boolean;
}

/** A change that waits for the owner: its name and every argument, exactly as it would be run. */
export function Card({ card, state, takesFocus }: CardProps) {
  const { t } = useTranslation('agent');
  return (
    <section className={classes.card} data-at={state.at} aria-label={card.title}>
      <h3>{card.title}</h3>
      <dl>
        {card.fields.map((field) => (
          <div key={field.path.join('.')}>
            <dt>{fieldLabel(field, t)}</dt>
            <dd>{field.shown}</dd>
          </div>
        ))}
      </dl>
      {!card.undoable && state.at === 'waiting' && <p className={classes.note}>{t('notUndoable')}</p>}
      <Answer card={card} state={state} takesFocus={takesFocus} />
    </section>
  );
}

function Answer({ card, state, takesFocus }: CardProps) {
  const { t } = useTranslation('agent');
  const open = useOpenRecord();
  if (state.at === 'dismissed' || state.at === 'undone') return <p className={classes.note}>{t(state.at)}</p>;
  if (state.at === 'failed')
    return (
      <p role="alert" className={classes.wrong}>
        {state.problem.message} {state.problem.remedy}
      </p>
    );
  if (state.at !== 'done') return <Buttons card={card} state={state} takesFocus={takesFocus} />;
  const { undo, record } = state.done;
  return (
    <div className={classes.buttons}>
      <output className={classes.done}>
        <IconCheck size={16} stroke={1.5} />
        {t('done')}
      </output>
      {record !== undefined && (
        <Button size="compact-sm" variant="subtle" color="gray" onClick={() => open(record)}>
          {t('open')}
        </Button>
      )}
      {undo !== undefined && (
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          onClick={() => {
            ignore(takeBack(card, undo.auditId));
            focusQuestion();
          }}
        >
          {t('undo')}
        </Button>
      )}
    </div>
  );
}

function Buttons({ card, state, takesFocus }: CardProps) {
  const { t } = useTranslation('agent');
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (takesFocus) button.current?.focus();
  }, [takesFocus]);
  const running = state.at === 'running';
  return (
    <div className={classes.buttons}>
      <Button
        ref={button}
        size="compact-sm"
        loading={running}
        // A key that is still held from asking approves nothing.
        onKeyDown={(event) => event.repeat && event.preventDefault()}
        onClick={() => {
          ignore(approve(card));
          focusQuestion();
        }}
      >
        {t('approve')}
      </Button>
      <Button
        size="compact-sm"
        variant="default"
        disabled={running}
        onClick={() => {
          change(card);
          focusQuestion();
        }}
      >
        {t('change')}
      </Button>
      <Button
        size="compact-sm"
        variant="subtle"
        color="gray"
        disabled={running}
        onClick={() => {
          dismiss(card);
          focusQuestion();
        }}
      >
        {t('dismiss')}
      </Button>
    </div>
  );
}
