import { useId, useState } from 'react';
import { Button, Loader, Textarea, Tooltip } from '@mantine/core';
import { IconFileTextSpark } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { attachmentIdOf } from '#shared/domain/attachment.ts';
import type { Message } from '#shared/domain/conversation.ts';
import { longestTranscript, type Transcript, transcriptWords } from '#shared/domain/transcript.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { run } from '#renderer/state/commands.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useMembers } from '#renderer/state/members.ts';
import { useRecord } from '#renderer/state/records.ts';
import { useAccess } from '#renderer/state/session.ts';
import { useKept } from '#renderer/ui/index.ts';
import { ReceiptLine } from '../../receipt-line.tsx';
import body from '../message-body.module.css';
import classes from './transcript.module.css';

/** What a machine made out in a recording, marked as such, with what to do where it is wrong. */
export function TranscriptBody({ message }: { message: Message }) {
  const { t } = useTranslation('media');
  const transcript = useRecord('transcripts', message.id);
  const mayWrite = useAccess('talk') === 'write';
  if (transcript === undefined) return mayWrite ? <Offer message={message} /> : null;
  const { read, failed, askedAt, hidden, corrected } = transcript;
  if (read === undefined && askedAt !== undefined)
    return (
      <p className={classes.line}>
        <Loader size={14} />
        <span>{t('readWaits')}</span>
      </p>
    );
  if (read === undefined && failed !== undefined)
    return (
      <p className={classes.line}>
        <span>{t('readFailed', { why: failed.message })}</span>
        {mayWrite && <Act onClick={() => askFor(message.id)}>{t('readAgain')}</Act>}
      </p>
    );
  if (hidden === true)
    return (
      <p className={classes.line}>
        <span>{t('readHidden')}</span>
        {mayWrite && <Act onClick={() => hide(message.id, false)}>{t('readShow')}</Act>}
      </p>
    );
  if (read === undefined && corrected === undefined) return null;
  return <Words message={message} transcript={transcript} mayWrite={mayWrite} />;
}

/** For a recording that is here and nobody has turned into text, where that is switched on. */
function Offer({ message }: { message: Message }) {
  const { t } = useTranslation('media');
  const isOn = useRecord('aiSettings', 'ai')?.voiceNotes?.on === true;
  const isHere = useRecord('attachments', attachmentIdOf(message))?.file !== undefined;
  if (!isOn || !isHere || message.direction !== 'in') return null;
  return (
    <span className={classes.acts}>
      <Act onClick={() => askFor(message.id)}>{t('readNow')}</Act>
    </span>
  );
}

function Words({
  message,
  transcript,
  mayWrite,
}: {
  message: Message;
  transcript: Transcript;
  mayWrite: boolean;
}) {
  const { t } = useTranslation('media');
  const [correcting, setCorrecting] = useState(false);
  const text = transcriptWords(transcript);
  if (correcting) return <Correction id={message.id} text={text ?? ''} onDone={() => setCorrecting(false)} />;
  return (
    <div className={classes.transcript}>
      <Mark transcript={transcript} />
      {text === undefined ? (
        <p className={body.faint}>{t('readNothing')}</p>
      ) : (
        <p className={body.text} dir="auto" lang={transcript.read?.language}>
          {text}
        </p>
      )}
      {transcript.read?.receipts?.slice(0, 1).map((receipt) => (
        <ReceiptLine key={receipt.ledgerId} receipt={receipt} />
      ))}
      {mayWrite && (
        <span className={classes.acts}>
          <Act onClick={() => setCorrecting(true)}>{t('readCorrect')}</Act>
          {text !== undefined && <Act onClick={() => hide(message.id, true)}>{t('readHide')}</Act>}
        </span>
      )}
    </div>
  );
}

/** That a machine made the words out; which one and when is said on pointing at it. */
function Mark({ transcript: { read, corrected } }: { transcript: Transcript }) {
  const { t } = useTranslation('media');
  const format = useFormat();
  const members = useMembers();
  const name = members.find(({ id }) => id === corrected?.memberId)?.name;
  const words = name === undefined ? t('readByMachine') : t('readCorrected', { name });
  const mark = (
    <span className={classes.mark}>
      <IconFileTextSpark size={14} stroke={1.5} aria-hidden /> {words}
    </span>
  );
  if (read === undefined) return mark;
  return (
    <Tooltip multiline maw={320} label={t('readBy', { model: read.model, at: format.full(read.at) })}>
      {mark}
    </Tooltip>
  );
}

function Correction({ id, text, onDone }: { id: string; text: string; onDone: () => void }) {
  const { t } = useTranslation('media');
  const field = useId();
  const [typed, setTyped, forget] = useKept(`transcript ${id}`, text);
  const close = () => {
    forget();
    onDone();
  };
  const save = async () => {
    const saved = await run('transcript.correct', { messageId: id, text: typed });
    if (saved.ok) close();
  };
  return (
    <form
      className={classes.transcript}
      onSubmit={(event) => {
        event.preventDefault();
        ignore(save());
      }}
    >
      <Textarea
        id={field}
        aria-label={t('readText')}
        autosize
        minRows={2}
        maxRows={12}
        maxLength={longestTranscript}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <span className={classes.acts}>
        <Button size="compact-xs" variant="default" type="submit" disabled={typed.trim() === ''}>
          {t('readSave')}
        </Button>
        <Act onClick={close}>{t('cancel')}</Act>
      </span>
    </form>
  );
}

function askFor(messageId: string): void {
  ignore(run('transcript.ask', { messageId }));
}

function hide(messageId: string, hidden: boolean): void {
  ignore(run('transcript.hide', { messageId, hidden }));
}

function Act({ onClick, children }: { onClick: () => void; children: string }) {
  return (
    <Button size="compact-xs" variant="subtle" color="gray" onClick={onClick}>
      {children}
    </Button>
  );
}
