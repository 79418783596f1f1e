import { useEffect, useEffectEvent, useState } from 'react';
import { Button, Tooltip } from '@mantine/core';
import { IconCalendarPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Evidence, JobProposal, Reading } from '#shared/agent/extraction/proposal.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import { momentOf } from '#shared/domain/local-time.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { isTyping, Shortcut } from '#renderer/ui/index.ts';
import { run } from '#renderer/state/commands.ts';
import type { Format } from '#renderer/state/format.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useRecord } from '#renderer/state/records.ts';
import { showEvidence } from './evidence.tsx';
import { Conflicts } from './conflicts.tsx';
import type { Edited } from './make-job.ts';
import { asProposed, jobArgs } from './make-job.ts';
import { ProposalForm } from './proposal-form.tsx';
import classes from './proposal.module.css';

interface ProposalCardProps {
  conversation: Conversation;
  proposal: JobProposal;
}

/** The job that the customer seems to ask for: one key makes it, and what is not certain is asked. */
export function ProposalCard({ conversation, proposal }: ProposalCardProps) {
  const { t } = useTranslation('proposal');
  const { timeZone } = useFormat();
  const service = useRecord('services', proposal.service?.id);
  const [editing, setEditing] = useState(false);
  const readings = proposal.when?.readings ?? [];
  const asks = readings.length > 1;
  useEffect(() => () => showEvidence([]), []);
  const show = () => showEvidence(evidenceOf(proposal));
  const hide = () => showEvidence([]);

  async function create(edited: Edited) {
    const done = await run('job.create', jobArgs(conversation, proposal, edited, service, timeZone));
    if (done.ok) setEditing(false);
  }
  const accept = (edited: Edited) => ignore(create(edited));
  const acceptAsItIs = () => (asks ? setEditing(true) : accept(asProposed(proposal)));
  useAcceptKey(acceptAsItIs);
  const dismiss = () =>
    ignore(run('proposal.dismiss', { conversationId: conversation.id, upTo: proposal.upTo }));

  return (
    // Its buttons take the focus; it only hears of it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      className={classes.card}
      aria-label={t('title')}
      onPointerEnter={show}
      onPointerLeave={(event) => !event.currentTarget.contains(document.activeElement) && hide()}
      onFocus={show}
      onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && hide()}
    >
      <IconCalendarPlus size={18} stroke={1.5} aria-hidden />
      {editing ? (
        <ProposalForm
          proposal={proposal}
          start={asks ? { ...asProposed(proposal), reading: readings[0]! } : asProposed(proposal)}
          onSave={accept}
          onCancel={() => setEditing(false)}
        />
      ) : (
        <>
          <Words proposal={proposal} onChoose={(reading) => accept({ ...asProposed(proposal), reading })} />
          <div className={classes.actions}>
            {!asks && (
              <Tooltip label={t('acceptHint')}>
                <Button
                  size="compact-xs"
                  variant="default"
                  rightSection={<Shortcut keys="Shift+J" />}
                  onClick={acceptAsItIs}
                >
                  {t('accept')}
                </Button>
              </Tooltip>
            )}
            <Button size="compact-xs" variant="subtle" color="gray" onClick={() => setEditing(true)}>
              {t('edit')}
            </Button>
            <Button size="compact-xs" variant="subtle" color="gray" onClick={dismiss}>
              {t('dismiss')}
            </Button>
          </div>
        </>
      )}
    </section>
  );
}

/** What is to be done; below it when and where, or the readings of which one is meant. */
function Words({ proposal, onChoose }: { proposal: JobProposal; onChoose: (reading: Reading) => void }) {
  const { t } = useTranslation('proposal');
  const format = useFormat();
  const readings = proposal.when?.readings ?? [];
  const asks = readings.length > 1;
  const [only] = readings;
  const details = [
    !asks && only !== undefined && readingWords(only, format, t('noTime')),
    proposal.place?.address.street,
  ].filter(Boolean);
  return (
    <div className={classes.words}>
      <strong className={classes.line} dir="auto" title={proposal.title}>
        {proposal.title}
      </strong>
      {details.length > 0 && (
        <span className={classes.details} dir="auto" title={details.join(' · ')}>
          {details.join(' · ')}
        </span>
      )}
      {!asks && only !== undefined && <Conflicts reading={only} proposal={proposal} />}
      {asks && (
        <div className={classes.readings}>
          <span>{t('which')}</span>
          {readings.map((reading) => (
            <Button
              key={`${reading.day} ${reading.time}`}
              size="compact-xs"
              variant="default"
              onClick={() => onChoose(reading)}
            >
              {readingWords(reading, format, t('noTime'))}
            </Button>
          ))}
        </div>
      )}
    </div>
  );
}

/** `Tue 24 Nov, 10:00`; what is not known is said. */
function readingWords({ day, time }: Reading, format: Format, noTime: string): string {
  if (day === undefined) return time ?? noTime;
  const at = momentOf(day, time ?? '12:00', format.timeZone);
  if (at === undefined) return day;
  return time === undefined ? `${format.day(at)}, ${noTime}` : format.dayAndTime(at);
}

function evidenceOf({ service, when, place }: JobProposal): Evidence[] {
  return [service, when, place].flatMap((part) => part?.evidence ?? []);
}

/** Shift+J, wherever the owner is not typing. */
function useAcceptKey(accept: () => void): void {
  const handle = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== 'J' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (event.defaultPrevented || document.querySelector('[role="dialog"]') !== null) return;
    event.preventDefault();
    accept();
  });
  useEffect(() => {
    document.addEventListener('keydown', handle);
    return () => document.removeEventListener('keydown', handle);
  }, []);
}
