import { ActionIcon, Anchor, Tooltip, UnstyledButton } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Message } from '#shared/domain/conversation.ts';
import { deliveryState } from '#shared/channels/delivery.ts';
import { useMembers } from '#renderer/state/members.ts';
import { usePending } from '#renderer/state/presence.ts';
import { useRecord, useRecordsBy, useTable } from '#renderer/state/records.ts';
import { useAccess } from '#renderer/state/session.ts';
import { OnThisDevice } from '#renderer/ui/index.ts';
import { AnswersComment, CommentStates, CommentTools } from '../comments/comment-tools.tsx';
import { focusComposer } from '../composer/focus.ts';
import { setReplyTo } from '../composer/unsent.ts';
import { useMessageTranslation } from '../insight/translations.ts';
import { ReceiptLine } from '../receipt-line.tsx';
import { AddToKnowledge } from './add-to-knowledge.tsx';
import { OfferedOptions } from './choice.tsx';
import { useJump } from './jump.ts';
import { MessageBody } from './message-body.tsx';
import { MessageTime } from './message-time.tsx';
import { messageWords } from './message-words.ts';
import { PassOn } from './pass-on.tsx';
import { RememberMessage } from './remember-message.tsx';
import { isScheduled, ScheduledLine } from './scheduled-line.tsx';
import { SendTrouble } from './send-trouble.tsx';
import type { ThreadItem } from './thread-items.ts';
import { Ticks } from './ticks.tsx';
import classes from './message-bubble.module.css';

type MessageItem = Extract<ThreadItem, { kind: 'message' }>;

/** One message, on the left from the customer, on the right from the business, in the middle what happened. */
export function MessageBubble({ item, now }: { item: MessageItem; now: number }) {
  const { t } = useTranslation(['inbox', 'autopilot']);
  const { message, reactions, quoted, tapped, joined } = item;
  const { direction } = message;
  const pending = usePending('messages', message.id) && direction !== 'in';
  const state = direction === 'out' ? deliveryState(message, now) : undefined;
  const mayTeach = useAccess('desk') === 'write';
  const mayRemember = useAccess('people') === 'write';
  const canRemember = mayRemember && direction === 'in' && isWorded(message);
  const isUnderPost = useRecord('conversations', message.conversationId)?.postId !== undefined;
  // Under a post only comments are answered, not answers of one's own.
  const quotable = canQuote(message) && !(isUnderPost && direction === 'out');
  const canTeach = mayTeach && direction === 'out' && isWorded(message);
  const hasMailbox = useTable('mailAccounts').size > 0;
  const canPassOn = hasMailbox && direction === 'out' && isWorded(message);
  return (
    <div className={classes.row} data-direction={direction} data-joined={joined || undefined}>
      <div className={classes.bubble}>
        {direction === 'note' && <NoteLabel message={message} />}
        {message.replyTo !== undefined && message.type !== 'reaction' && <Quote message={quoted} />}
        <MessageBody message={message} now={now} />
        <Translation message={message} />
        <OfferedOptions message={message} tapped={tapped} />
        {message.receipts?.map((receipt) => (
          <ReceiptLine key={receipt.ledgerId} receipt={receipt} />
        ))}
        <span className={classes.foot}>
          {message.edits !== undefined && message.revokedAt === undefined && <span>{t('edited')}</span>}
          <MessageTime message={message} />
          {direction === 'in' ? <RepliesTo message={message} /> : <SaidBy message={message} />}
          {direction === 'out' && <AnswersComment message={message} />}
          {/* One clock is enough: what waits to be sent has one of its own. */}
          <OnThisDevice when={pending && state !== 'queued'} />
          {state !== undefined && <Ticks state={state} message={message} />}
        </span>
        {reactions.length > 0 && (
          <span className={classes.reactions}>
            {reactions.map(({ from, emoji }) => (
              <span key={from} title={t(from === 'in' ? 'reactionIn' : 'reactionOut')}>
                {emoji}
              </span>
            ))}
          </span>
        )}
      </div>
      {(quotable || canTeach || canRemember || canPassOn || isUnderPost) && (
        <span className={classes.buttons}>
          {isUnderPost && <CommentTools message={message} className={classes.onHover} now={now} />}
          {canPassOn && <PassOn message={message} className={classes.onHover} />}
          {canTeach && <AddToKnowledge message={message} className={classes.onHover} />}
          {canRemember && <RememberMessage message={message} className={classes.onHover} />}
          {quotable && <QuoteButton message={message} />}
        </span>
      )}
      {isUnderPost && <CommentStates message={message} />}
      {isScheduled(message) ? (
        <ScheduledLine message={message} />
      ) : (
        state !== undefined && <SendTrouble message={message} state={state} now={now} />
      )}
    </div>
  );
}

/** The same in the owner's language, as a model put it. */
function Translation({ message }: { message: Message }) {
  const text = useMessageTranslation(message.conversationId, message.id);
  return text === undefined || text === message.text ? null : (
    <p className={classes.translation} dir="auto">
      {text}
    </p>
  );
}

/** Whether nobody wrote it to this customer alone: the assistant by itself, or a broadcast, which is named. */
function SaidBy({ message: { autopilot, broadcastId } }: { message: Message }) {
  const { t } = useTranslation(['inbox', 'autopilot']);
  const broadcast = useRecord('broadcasts', broadcastId);
  if (broadcastId === undefined) return autopilot === true ? <span>{t('autopilot:byAssistant')}</span> : null;
  return <BroadcastLink id={broadcastId} name={broadcast?.name ?? ''} />;
}

/** The broadcast that a customer answers with this message. */
function RepliesTo({ message: { id, conversationId } }: { message: Message }) {
  const contactId = useRecord('conversations', conversationId)?.contactId ?? '';
  const recipients = useRecordsBy('broadcastRecipients', 'contactId', contactId);
  const broadcastId = recipients.find(({ reply }) => reply?.messageId === id)?.broadcastId;
  const broadcast = useRecord('broadcasts', broadcastId);
  return broadcast === undefined ? null : <BroadcastLink id={broadcast.id} name={broadcast.name} isReply />;
}

interface BroadcastLinkProps {
  id: string;
  name: string;
  isReply?: boolean;
}

function BroadcastLink({ id, name, isReply = false }: BroadcastLinkProps) {
  const { t } = useTranslation('inbox');
  return (
    <Anchor
      inherit
      dir="auto"
      renderRoot={(props) => <Link to="/broadcasts/$broadcastId" params={{ broadcastId: id }} {...props} />}
    >
      {t(isReply ? 'repliesTo' : 'byBroadcast', { name })}
    </Anchor>
  );
}

/** Who wrote the note, where more than one could have. */
function NoteLabel({ message }: { message: Message }) {
  const { t } = useTranslation('inbox');
  const members = useMembers();
  const author = members.length > 1 && members.find(({ id }) => id === message.memberId);
  return <span className={classes.label}>{author ? t('noteBy', { name: author.name }) : t('note')}</span>;
}

function isWorded({ text = '', type, revokedAt }: Message): boolean {
  return text.trim() !== '' && type !== 'reaction' && revokedAt === undefined;
}

function canQuote({ externalId, revokedAt, type }: Message): boolean {
  return externalId !== undefined && revokedAt === undefined && type !== 'reaction' && type !== 'system';
}

function QuoteButton({ message }: { message: Message }) {
  const { t } = useTranslation('inbox');
  const quote = () => {
    setReplyTo(message.conversationId, message.externalId);
    focusComposer();
  };
  return (
    <Tooltip label={t('replyToThis')}>
      <ActionIcon className={classes.onHover} size={24} aria-label={t('replyToThis')} onClick={quote}>
        <IconArrowBackUp size={16} stroke={1.5} />
      </ActionIcon>
    </Tooltip>
  );
}

/** What a message answers; it may lie before the history that is here. */
function Quote({ message }: { message: Message | undefined }) {
  const { t } = useTranslation(['inbox', 'media']);
  const jump = useJump();
  const words = message === undefined ? t('quoteMissing') : messageWords(message, t);
  return (
    <blockquote className={classes.quote} dir="auto" title={words}>
      {message === undefined || jump === undefined ? (
        words
      ) : (
        <UnstyledButton
          className={classes.jump}
          aria-label={`${t('media:showOriginal')}: ${words}`}
          onClick={() => jump(message.id)}
        >
          {words}
        </UnstyledButton>
      )}
    </blockquote>
  );
}
