import { Suspense, useEffect, useMemo } from 'react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { JobProposal } from '#shared/agent/extraction/proposal.ts';
import type { Conversation, Message } from '#shared/domain/conversation.ts';
import { channelRules } from '#shared/channels/channel.ts';
import type { ArgsOf } from '#shared/commands/index.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { run } from '#renderer/state/commands.ts';
import { SetAsideNote } from '#renderer/ui/index.ts';
import { useSetAside } from '#renderer/state/set-aside.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useHistory } from '#renderer/state/history.ts';
import { useNow } from '#renderer/state/now.ts';
import { useMessages } from '#renderer/state/messages.ts';
import { readTable, useRecord } from '#renderer/state/records.ts';
import { useAccess } from '#renderer/state/session.ts';
import { isUnread } from '#shared/domain/conversation-state.ts';
import { useMe } from '#renderer/state/members.ts';
import { ConversationHead } from './head/conversation-head.tsx';
import { CommentComposer } from './comments/comment-composer.tsx';
import { PostLine } from './comments/post-line.tsx';
import { Composer } from './composer/composer.tsx';
import { jobFromConversation } from './job-from-conversation.ts';
import { HandedOffLine } from './autopilot/handed-off-line.tsx';
import { useAutoDraft } from './autopilot/use-auto-draft.ts';
import { asProposed, jobArgs } from './proposal/make-job.ts';
import { HeldTime } from './proposal/held-time.tsx';
import { RequestCard } from './proposal/request-card.tsx';
import { ProposalCard } from './proposal/proposal-card.tsx';
import { useProposal } from './proposal/use-proposal.ts';
import { AsideLine } from './thread/aside-line.tsx';
import { OptedOutLine } from './thread/opted-out-line.tsx';
import { ReplyWindowLine } from './thread/reply-window-line.tsx';
import { Thread } from './thread/thread.tsx';
import { buildThread } from './thread/thread-items.ts';
import classes from './conversation-pane.module.css';

interface ConversationPaneProps {
  conversation: Conversation;
  panelOpen: boolean;
  onTogglePanel: () => void;
  /** Back to the list, where there is no room for both. */
  onClose: () => void;
}

/** The open conversation: head, thread, reply window, composer. */
export function ConversationPane(props: ConversationPaneProps) {
  const { conversation, panelOpen, onTogglePanel, onClose } = props;
  const { t } = useTranslation(['inbox', 'ui']);
  const setAside = useSetAside('conversations', conversation.id);
  const answers = useAccess('talk') === 'write';
  const makesJobs = useAccess('work') === 'write';
  const contact = useRecord('contacts', conversation.contactId);
  const { isSameDay } = useFormat();
  const now = useNow();
  const messages = useMessages(conversation.id);
  const items = useMemo(() => buildThread(messages, isSameDay), [messages, isSameDay]);
  const rules = channelRules(conversation.channel);
  const window = rules.replyWindow(conversation.lastInboundAt, now, 'owner');
  const name = contact?.name ?? t('unknownCustomer');
  const isPublic = conversation.postId !== undefined;
  // Nobody is a customer for having commented: work is made where they are written to.
  const proposes = makesJobs && !isPublic;
  useAutoDraft(conversation, answers && window.open);
  const proposal = useProposal(conversation, messages);
  const makeJob = useMakeJob(conversation, messages, { name, proposal });
  useMarkRead(conversation, answers);
  useHistory(conversation.contactId);

  return (
    <section className={classes.pane} aria-label={t('conversationWith', { name })}>
      <SetAsideNote
        parts={setAside}
        onRemove={(paths) =>
          run('record.removeSetAside', { collection: 'conversations', id: conversation.id, paths })
        }
      />
      <ConversationHead
        conversation={conversation}
        name={name}
        now={now}
        answers={answers}
        onMakeJob={makesJobs && contact?.onlyComments === undefined ? () => ignore(makeJob()) : undefined}
        panelOpen={panelOpen}
        onTogglePanel={onTogglePanel}
        onClose={onClose}
      />
      {isPublic && <PostLine conversation={conversation} />}
      <Thread items={items} conversationId={conversation.id} now={now} name={name} />
      {/* What comes later must not hide the field in which somebody writes while its words are loaded. */}
      <div className={classes.between}>
        <Suspense>
          <AsideLine conversation={conversation} mayDecide={answers} />
          <OptedOutLine conversation={conversation} />
          <HandedOffLine conversation={conversation} messages={messages} shut={!window.open} />
          {proposes && <HeldTime conversation={conversation} name={name} now={now} />}
          {proposes && <RequestCard conversation={conversation} messages={messages} name={name} />}
          {proposes && proposal !== undefined && (
            <ProposalCard key={proposal.upTo} conversation={conversation} proposal={proposal} />
          )}
        </Suspense>
        {!isPublic && <ReplyWindowLine window={window} rules={rules} />}
      </div>
      {!answers && <p className={classes.readOnly}>{t('ui:readOnly')}</p>}
      {answers && isPublic && (
        <CommentComposer
          conversation={conversation}
          name={name}
          rules={rules}
          messages={messages}
          now={now}
        />
      )}
      {answers && !isPublic && (
        <Composer conversationId={conversation.id} rules={rules} window={window} messages={messages} />
      )}
    </section>
  );
}

/** What an owner sees is read; a window in the background is not seen. */
function useMarkRead(conversation: Conversation, mayWrite: boolean): void {
  const { id } = conversation;
  const me = useMe();
  const unread = mayWrite && isUnread(conversation, me?.id);
  useEffect(() => {
    if (!unread) return undefined;
    const markRead = () => {
      if (document.visibilityState === 'visible')
        ignore(run('conversation.markRead', { id }, { quiet: true, unasked: true }));
    };
    markRead();
    document.addEventListener('visibilitychange', markRead);
    return () => document.removeEventListener('visibilitychange', markRead);
  }, [id, unread]);
}

function useMakeJob(
  conversation: Conversation,
  messages: Message[],
  { name, proposal }: { name: string; proposal: JobProposal | undefined },
): () => Promise<void> {
  const { t } = useTranslation('inbox');
  const navigate = useNavigate();
  const { timeZone } = useFormat();

  function fromWords(): ArgsOf<'job.create'> {
    const { contactId, id } = conversation;
    const { title, items } = jobFromConversation(messages, [...readTable('services').values()]);
    return { contactId, conversationId: id, title: title ?? t('jobTitle', { name }), items };
  }

  return async () => {
    // Where a job is proposed it is that one: its day, its place and its price.
    const service = readTable('services').get(proposal?.service?.id ?? '');
    const args =
      proposal === undefined
        ? fromWords()
        : jobArgs(conversation, proposal, asProposed(proposal), service, timeZone);
    const done = await run('job.create', args);
    if (done.ok) await navigate({ to: '/jobs/$jobId', params: { jobId: done.value.id } });
  };
}
