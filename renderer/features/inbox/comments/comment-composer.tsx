import type { KeyboardEvent } from 'react';
import { Button, SegmentedControl, Textarea } from '@mantine/core';
import { IconLock, IconWorld } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { placeOf } from '#shared/channels/comment.ts';
import { privateReplyObstacle } from '#shared/commands/comment/obstacle.ts';
import type { ChannelRules } from '#shared/channels/channel.ts';
import type { Conversation, Message } from '#shared/domain/conversation.ts';
import { compareMessages } from '#shared/domain/message-order.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { useReader, useRecord } from '#renderer/state/records.ts';
import { composerField } from '../composer/focus.ts';
import { QuotedAbove } from '../composer/quoted-above.tsx';
import { send } from '../composer/send.ts';
import { SuggestionList, suggestionId, suggestionListId } from '../composer/suggestion-list.tsx';
import { changeUnsent, useUnsent } from '../composer/unsent.ts';
import { useSuggestions } from '../composer/use-suggestions.ts';
import composerClasses from '../composer/composer.module.css';
import classes from './comments.module.css';

interface CommentComposerProps {
  conversation: Conversation;
  name: string;
  rules: ChannelRules;
  messages: Message[];
  now: number;
}

const looked = ['conversations', 'messages', 'messageStates'] as const;

/** Answers under a post, where everybody reads it, or writes to the commenter alone; and notes. */
export function CommentComposer({ conversation, name, rules, messages, now }: CommentComposerProps) {
  const { id } = conversation;
  const { t } = useTranslation('comments');
  const { text, mode, replyTo } = useUnsent(id);
  const records = useReader(looked);
  const live = useRecord('posts', conversation.postId)?.live === true;
  const comment = answered(messages, replyTo);
  const obstacle = comment === undefined ? 'gone' : privateReplyObstacle(records, comment, now);
  const shut = mode === 'private' ? obstacle : mode === 'reply' && comment === undefined ? 'gone' : undefined;
  const suggestions = useSuggestions(id);
  const { offer } = suggestions;
  const place = placeOf(conversation.channel);
  const limit = mode === 'private' ? rules.textLimit : (rules.commentLimit ?? 0);
  const length = mode === 'private' ? rules.textLength(text) : text.length;
  const sendNow = () => ignore(send(id, {}, comment?.id));

  function handleKey(event: KeyboardEvent<HTMLTextAreaElement>) {
    // An input method is still composing a character.
    if (event.nativeEvent.isComposing || suggestions.takeKey(event)) return;
    if (event.key === 'Escape') event.currentTarget.blur();
    if (event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    if (shut === undefined) sendNow();
  }

  const hint =
    shut !== undefined
      ? t(`hint.${shut}`)
      : t(mode === 'private' && live ? 'hint.privateLive' : `hint.${mode === 'private' ? mode : 'reply'}`, {
          name,
          place,
        });
  const Sign = mode === 'private' ? IconLock : IconWorld;
  return (
    <div className={composerClasses.composer}>
      {mode !== 'note' && (
        <output className={classes.hint} data-for={shut === undefined ? mode : 'shut'} id="comment-hint">
          <Sign size={16} stroke={1.5} aria-hidden />
          <span>{hint}</span>
        </output>
      )}
      {replyTo !== undefined && mode !== 'note' && (
        <QuotedAbove message={comment} onRemove={() => changeUnsent(id, { replyTo: undefined })} />
      )}
      {offer !== undefined && (
        <SuggestionList offer={offer} active={suggestions.active} onChoose={suggestions.choose} />
      )}
      <Textarea
        id={composerField.id}
        aria-label={t(`write.${mode}`)}
        aria-describedby={mode === 'note' ? undefined : 'comment-hint'}
        placeholder={t(`placeholder.${mode}`, { name })}
        autosize
        minRows={2}
        maxRows={10}
        value={text}
        disabled={shut !== undefined}
        classNames={{ input: composerClasses.input }}
        {...(offer !== undefined && offer.suggestions.length > 0
          ? { 'aria-controls': suggestionListId, 'aria-activedescendant': suggestionId(suggestions.active) }
          : {})}
        onChange={({ currentTarget: { value } }) => changeUnsent(id, { text: value })}
        onSelect={(event) => suggestions.followCaret(event.currentTarget.selectionStart)}
        onKeyDown={handleKey}
      />
      <div className={composerClasses.bar}>
        <SegmentedControl
          role="radiogroup"
          size="xs"
          aria-label={t('to.label')}
          value={mode}
          onChange={(chosen) => changeUnsent(id, { mode: chosen })}
          data={(['reply', 'private', 'note'] as const).map((value) => ({ value, label: t(`to.${value}`) }))}
        />
        <span className={composerClasses.count} data-over={(mode !== 'note' && length > limit) || undefined}>
          {mode !== 'note' && length > limit * 0.85 && t('length', { count: length, limit })}
        </span>
        <Button size="xs" disabled={text.trim() === '' || shut !== undefined} onClick={sendNow}>
          {t(`send.${mode}`)}
        </Button>
      </div>
    </div>
  );
}

/** The comment that was chosen, or the newest that still stands. */
function answered(messages: Message[], replyTo: string | undefined): Message | undefined {
  return messages
    .filter(({ direction, revokedAt }) => direction === 'in' && revokedAt === undefined)
    .filter(({ externalId }) => replyTo === undefined || externalId === replyTo)
    .toSorted(compareMessages)
    .at(-1);
}
