import { useEffect, type KeyboardEvent } from 'react';
import { Button, SegmentedControl, Textarea, Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Message } from '#shared/domain/conversation.ts';
import type { ChannelRules } from '#shared/channels/channel.ts';
import type { ReplyWindow } from '#shared/channels/reply-window.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { shortcutText } from '#renderer/ui/index.ts';
import { AttachButton } from './attach/attach-button.tsx';
import { acceptDraft, dismissDraft, startDraft, stopDraft } from './draft.ts';
import { DraftLine } from './draft-line.tsx';
import { composerField } from './focus.ts';
import { QuotedAbove } from './quoted-above.tsx';
import { SendButton } from './send-button.tsx';
import { send } from './send.ts';
import { SuggestionList, suggestionId, suggestionListId } from './suggestion-list.tsx';
import { TemplateButton } from './template/template-button.tsx';
import type { Unsent } from './unsent.ts';
import { changeUnsent, readUnsent, setReplyTo, useUnsent } from './unsent.ts';
import { useSuggestions } from './use-suggestions.ts';
import { useTyping } from './use-typing.ts';
import classes from './composer.module.css';

interface ComposerProps {
  conversationId: string;
  /** Of the conversation's channel. */
  rules: ChannelRules;
  /** Whether the channel takes free text now, and until when. */
  window: ReplyWindow;
  messages: Message[];
}

/**
 * Writes answers and notes. Enter sends, Shift+Enter makes a line, Tab takes over the assistant's proposal,
 * `/` offers quick replies, `@` colleagues.
 */
export function Composer({ conversationId, rules, window, messages }: ComposerProps) {
  const { t } = useTranslation('inbox');
  const unsent = useUnsent(conversationId);
  const { text, mode, draft } = unsent;
  const isNote = mode === 'note';
  const shut = !isNote && !window.open;
  const length = rules.textLength(text);
  const ghost = text === '' && !isNote ? (draft?.text ?? '') : '';
  const suggestions = useSuggestions(conversationId);
  const { offer } = suggestions;
  const tellTyping = useTyping(conversationId);
  useStopWhenLeaving(conversationId);

  function handleKey(event: KeyboardEvent<HTMLTextAreaElement>) {
    // An input method is still composing a character.
    if (event.nativeEvent.isComposing || suggestions.takeKey(event)) return;
    const act = keyAction(event, ghost !== '');
    if (act === undefined) return;
    event.preventDefault();
    act(conversationId);
  }

  return (
    <div className={classes.composer}>
      {unsent.replyTo !== undefined && !isNote && (
        <QuotedAbove
          message={messages.find(({ externalId }) => externalId === unsent.replyTo)}
          onRemove={() => setReplyTo(conversationId, undefined)}
        />
      )}
      {offer !== undefined && (
        <SuggestionList offer={offer} active={suggestions.active} onChoose={suggestions.choose} />
      )}
      <Textarea
        id={composerField.id}
        aria-label={t(isNote ? 'writeNote' : 'writeReply')}
        aria-describedby="inbox-draft"
        placeholder={ghost || t(placeholderOf(isNote, shut, rules))}
        data-ghost={ghost !== '' || undefined}
        autosize
        minRows={2}
        maxRows={10}
        value={text}
        disabled={shut}
        classNames={{ input: classes.input }}
        {...(offer !== undefined && offer.suggestions.length > 0
          ? { 'aria-controls': suggestionListId, 'aria-activedescendant': suggestionId(suggestions.active) }
          : {})}
        onChange={({ currentTarget: { value } }) => {
          changeUnsent(conversationId, { text: value });
          if (!isNote && value !== '') tellTyping();
        }}
        onSelect={(event) => suggestions.followCaret(event.currentTarget.selectionStart)}
        onKeyDown={handleKey}
      />
      {draft !== undefined && !isNote && <DraftLine conversationId={conversationId} unsent={unsent} />}
      <div className={classes.bar}>
        <SegmentedControl
          role="radiogroup"
          size="xs"
          aria-label={t('mode')}
          value={mode}
          onChange={(chosen) => changeUnsent(conversationId, { mode: chosen })}
          data={[
            { value: 'reply', label: t('reply') },
            { value: 'note', label: t('note') },
          ]}
        />
        {!isNote && rules.hasTemplates && (
          <TemplateButton conversationId={conversationId} look={shut ? 'main' : 'icon'} />
        )}
        {!isNote && <AttachButton conversationId={conversationId} rules={rules} disabled={shut} />}
        {!isNote && <DraftButton conversationId={conversationId} unsent={unsent} shut={shut} />}
        <span className={classes.count} data-over={length > rules.textLimit || undefined}>
          {length > rules.textLimit * 0.85 &&
            t(`length.${rules.textUnit}`, { count: length, limit: rules.textLimit })}
        </span>
        <SendButton
          conversationId={conversationId}
          isNote={isNote}
          disabled={text.trim() === '' || shut}
          until={window.closesAt}
        />
      </div>
    </div>
  );
}

function placeholderOf(isNote: boolean, shut: boolean, { hasTemplates }: ChannelRules) {
  if (isNote) return 'notePlaceholder';
  if (!shut) return 'replyPlaceholder';
  return hasTemplates ? 'shutPlaceholder' : 'shutForGoodPlaceholder';
}

/** A model must not go on writing for a conversation that nobody looks at. */
function useStopWhenLeaving(conversationId: string): void {
  useEffect(
    () => () => {
      if (readUnsent(conversationId).draft?.running === true) ignore(stopDraft(conversationId));
    },
    [conversationId],
  );
}

function keyAction(event: KeyboardEvent<HTMLTextAreaElement>, hasGhost: boolean) {
  const isMod = event.ctrlKey || event.metaKey;
  const isEmpty = event.currentTarget.value === '';
  if (event.key === 'Enter' && !event.shiftKey) return (id: string) => ignore(send(id));
  if (event.key === 'Tab' && !event.shiftKey && hasGhost) return acceptDraft;
  // Where words stand already, the key is kept from the browser all the same: there it means a bookmark.
  if (event.key.toLowerCase() === 'd' && isMod)
    return isEmpty ? (id: string) => ignore(startDraft(id)) : nothing;
  if (event.key !== 'Escape') return undefined;
  const field = event.currentTarget;
  return hasGhost ? (id: string) => ignore(dismissDraft(id)) : () => field.blur();
}

function nothing(): void {}

function DraftButton({
  conversationId,
  unsent,
  shut,
}: {
  conversationId: string;
  unsent: Unsent;
  shut: boolean;
}) {
  const { t } = useTranslation('inbox');
  if (unsent.draft?.running === true)
    return (
      <Button size="xs" variant="default" onClick={() => ignore(stopDraft(conversationId))}>
        {t('stop')}
      </Button>
    );
  const written = unsent.text !== '';
  return (
    <Tooltip
      position="top-start"
      label={written ? t('draftNeedsEmpty') : t('draftHint', { keys: shortcutText('mod+D') })}
    >
      <Button
        size="xs"
        variant="default"
        disabled={written || shut}
        onClick={() => {
          ignore(startDraft(conversationId));
          document.getElementById(composerField.id)?.focus();
        }}
      >
        {t(unsent.draft === undefined ? 'draftReply' : 'draftAgain')}
      </Button>
    </Tooltip>
  );
}
