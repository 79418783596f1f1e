import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { JobEvent } from '#shared/domain/job-event.ts';
import { isChangedSince, type Signature } from '#shared/domain/signature.ts';
import type { PlannedJob } from '#shared/domain/visit.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useRecord } from '#renderer/state/records.ts';
import { StateBadge } from '#renderer/ui/index.ts';
import { useWorkerName } from '../use-worker-name.ts';
import { SignDialog } from './sign-dialog.tsx';
import { DrawnSignature } from './signature-pad.tsx';
import classes from './signature.module.css';

/** Who has signed, when, with whom, and for what. */
export function Signatures({ job, events }: { job: PlannedJob; events: readonly JobEvent[] }) {
  return events.map((event) =>
    event.kind === 'signed' && event.signature !== undefined ? (
      <Signed key={event.id} job={job} event={event} signature={event.signature} />
    ) : null,
  );
}

function Signed({ job, event, signature }: { job: PlannedJob; event: JobEvent; signature: Signature }) {
  const { t } = useTranslation('work');
  const format = useFormat();
  const nameOf = useWorkerName();
  const visit = useRecord('visits', event.visitId);
  const isChanged = isChangedSince(signature, job, visit, format.locale);
  const { name, strokes, statement, lines } = signature;
  return (
    <div className={classes.signature}>
      {strokes === undefined ? (
        <p className={classes.typed} dir="auto">
          {name}
        </p>
      ) : (
        <DrawnSignature strokes={strokes} name={t('sign.by', { name })} />
      )}
      <p className={classes.words} dir="auto">
        {t('sign.facts', { name, time: format.dayAndTime(event.at), member: nameOf(event.memberId) })}
      </p>
      {isChanged && <StateBadge tone="warn">{t('sign.changed')}</StateBadge>}
      <details className={classes.for}>
        <summary>{t('sign.for')}</summary>
        <p dir="auto">{statement}</p>
        <ul className={classes.lines}>
          {lines.map((line, at) => (
            // The same words may stand there twice.
            // oxlint-disable-next-line react/no-array-index-key
            <li key={at} dir="auto">
              {line}
            </li>
          ))}
        </ul>
      </details>
    </div>
  );
}

/** Begins a signature. */
export function SignButton({ job, visitId }: { job: PlannedJob; visitId?: string }) {
  const { t } = useTranslation('work');
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        size="compact-xs"
        variant="subtle"
        color="gray"
        c="dimmed"
        fw={400}
        onClick={() => setOpen(true)}
      >
        {t('sign.begin')}
      </Button>
      {isOpen && <SignDialog job={job} visitId={visitId} onClose={() => setOpen(false)} />}
    </>
  );
}
