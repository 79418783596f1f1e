import { ActionIcon, Anchor, Button, Tooltip } from '@mantine/core';
import { IconEye, IconEyeOff, IconLock, IconTrash, type Icon } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { placeOf } from '#shared/channels/comment.ts';
import { privateReplyObstacle } from '#shared/commands/comment/obstacle.ts';
import { type CommentAct, commentTarget } from '#shared/domain/comment.ts';
import type { Message } from '#shared/domain/conversation.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { run } from '#renderer/state/commands.ts';
import { useReader, useRecord, useRecordsBy } from '#renderer/state/records.ts';
import { useAccess } from '#renderer/state/session.ts';
import { focusComposer } from '../composer/focus.ts';
import { changeUnsent } from '../composer/unsent.ts';
import classes from './comments.module.css';

interface OfMessage {
  message: Message;
}

const looked = ['conversations', 'messages', 'messageStates'] as const;

/** Beside a comment, or an answer to one: what can be done with it. */
export function CommentTools({ message, className, now }: OfMessage & { className?: string; now: number }) {
  const { t } = useTranslation('comments');
  const answers = useAccess('talk') === 'write';
  const records = useReader(looked);
  const { id, externalId, revokedAt, direction, conversationId } = message;
  if (!answers || externalId === undefined || revokedAt !== undefined) return null;
  const change = (act: CommentAct) => ignore(run('comment.change', { id, do: act }));
  const button = (act: CommentAct | 'private', Sign: Icon, onClick: () => void) => (
    <Tooltip label={t(`act.${act}`)}>
      <ActionIcon className={className} size={24} aria-label={t(`act.${act}`)} onClick={onClick}>
        <Sign size={16} stroke={1.5} />
      </ActionIcon>
    </Tooltip>
  );
  if (direction === 'out') return button('remove', IconTrash, () => change('remove'));
  const writePrivately = () => {
    changeUnsent(conversationId, { mode: 'private', replyTo: externalId });
    focusComposer();
  };
  // What is wished counts before it is done.
  const { wish, unseen } = message;
  const isHidden = wish?.do === 'hide' || (unseen?.is === true && wish?.do !== 'show');
  return (
    <>
      {privateReplyObstacle(records, message, now) === undefined &&
        button('private', IconLock, writePrivately)}
      {isHidden
        ? button('show', IconEye, () => change('show'))
        : button('hide', IconEyeOff, () => change('hide'))}
    </>
  );
}

/** Under a comment: whether others see it, what is still to be done with it, and that its writer was written to. */
export function CommentStates({ message }: OfMessage) {
  const { t } = useTranslation('comments');
  const conversation = useRecord('conversations', message.conversationId);
  const { id, unseen, wish, answeredPrivately } = message;
  const answer = useRecord('messages', answeredPrivately);
  if (conversation === undefined || message.revokedAt !== undefined) return null;
  if (unseen?.is !== true && wish === undefined && answer === undefined) return null;
  const place = placeOf(conversation.channel);
  return (
    <span className={classes.states}>
      {unseen?.is === true && <span>{t('state.hidden')}</span>}
      {wish !== undefined && wish.refused === undefined && <span>{t(`state.${wish.do}`, { place })}</span>}
      {wish?.refused !== undefined && (
        <>
          <span className={classes.refused}>{t(`state.refused.${wish.do}`, { why: wish.refused })}</span>
          <Button
            size="compact-xs"
            variant="default"
            onClick={() => ignore(run('comment.change', { id, do: wish.do }))}
          >
            {t('again')}
          </Button>
        </>
      )}
      {answer !== undefined && <TalkLink id={answer.conversationId} words={t('answeredPrivately')} />}
    </span>
  );
}

/** In the private conversation: the comment that a message answers. */
export function AnswersComment({ message }: OfMessage) {
  const { t } = useTranslation('comments');
  const target = commentTarget(message);
  const commentId = target !== undefined && 'toComment' in target ? target.toComment : '';
  const comment = useRecordsBy('messages', 'externalId', commentId).find((one) => one.direction === 'in');
  return comment === undefined ? null : <TalkLink id={comment.conversationId} words={t('toComment')} />;
}

function TalkLink({ id, words }: { id: string; words: string }) {
  return (
    <Anchor
      inherit
      renderRoot={(props) => <Link to="/inbox/$conversationId" params={{ conversationId: id }} {...props} />}
    >
      {words}
    </Anchor>
  );
}
