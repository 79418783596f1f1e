import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { RuleRun } from '#shared/domain/own-rule.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { run } from '#renderer/state/commands.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useRecord, useRecords } from '#renderer/state/records.ts';
import { Section } from '#renderer/ui/index.ts';
import { useRuleWords } from './use-rule-words.ts';
import shared from '../settings.module.css';
import classes from './rules.module.css';

const shown = 30;

/** What rules did lately, each with the way back. */
export function RecentRuns() {
  const { t } = useTranslation('rules');
  const runs = useRecords('ruleRuns')
    .toSorted((a, b) => b.ranAt - a.ranAt || (a.id < b.id ? -1 : 1))
    .slice(0, shown);
  return (
    <Section title={t('runs.title')} hint={runs.length === 0 ? t('runs.none') : undefined}>
      <ul className={shared.plainList}>
        {runs.map((each) => (
          <RunLine key={each.id} run={each} />
        ))}
      </ul>
    </Section>
  );
}

function RunLine({ run: done }: { run: RuleRun }) {
  const { t } = useTranslation('rules');
  const format = useFormat();
  const words = useRuleWords();
  const { id, contactId, aboutKind, aboutId, ranAt, did, undoneAt } = done;
  const rule = useRecord('rules', done.ruleId);
  const name = useRecord('contacts', contactId)?.name ?? '';
  const deeds = Object.values(did);
  const isUndone = undoneAt !== undefined;
  return (
    <li className={classes.run} data-undone={isUndone || undefined}>
      <div className={classes.sentence} dir="auto">
        <span className={classes.when}>
          <About kind={aboutKind} id={aboutId} contactId={contactId} name={name} />{' '}
          <span className={classes.time}>{format.dayAndTime(ranAt)}</span>
        </span>
        <span className={classes.then}>
          {[...deeds.map(words.did), isUndone && t('runs.undone')].filter(Boolean).join(' · ')}
        </span>
        <span className={classes.time}>{words.when(rule?.when)}</span>
      </div>
      {!isUndone && deeds.some(({ left }) => left === undefined) && (
        <Button
          size="compact-xs"
          variant="default"
          aria-label={t('runs.undoOf', { name })}
          onClick={() => ignore(run('rule.undo', { id }))}
        >
          {t('runs.undo')}
        </Button>
      )}
    </li>
  );
}

interface AboutProps {
  kind: RuleRun['aboutKind'];
  id: string;
  contactId: string;
  name: string;
}

function About({ kind, id, contactId, name }: AboutProps) {
  if (kind === 'conversations')
    return (
      <Link to="/inbox/$conversationId" params={{ conversationId: id }}>
        {name}
      </Link>
    );
  if (kind === 'bookings')
    return (
      <Link to="/bookings/$bookingId" params={{ bookingId: id }}>
        {name}
      </Link>
    );
  if (kind === 'issued')
    return (
      <Link to="/money/$documentId" params={{ documentId: id }}>
        {name}
      </Link>
    );
  if (kind === 'jobs')
    return (
      <Link to="/jobs/$jobId" params={{ jobId: id }}>
        {name}
      </Link>
    );
  return (
    <Link to="/people/$contactId" params={{ contactId }}>
      {name}
    </Link>
  );
}
