import { useMemo, useState } from 'react';
import { useMediaQuery } from '@mantine/hooks';
import { IconMessages } from '@tabler/icons-react';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { EmptyState, Page, useEscape } from '#renderer/ui/index.ts';
import { useRecord, useRecords, useTable } from '#renderer/state/records.ts';
import { ConversationList } from './list/conversation-list.tsx';
import type { ConversationFilter } from '#shared/domain/conversation-filter.ts';
import { useMe } from '#renderer/state/members.ts';
import { useNow } from '#renderer/state/now.ts';
import { views } from './list/views.ts';
import { filterRows, toRows } from './list/conversation-rows.ts';
import { ChannelTrouble } from './channel-trouble.tsx';
import { ContactPanel } from './panel/contact-panel.tsx';
import { ConversationPane } from './conversation-pane.tsx';
import { useAccess } from '#renderer/state/session.ts';
import { WriteFirst } from './write-first/write-first.tsx';
import { useInboxKeys } from './use-inbox-keys.ts';
import classes from './inbox-page.module.css';

/** Conversations, the open thread, and who it is with. Routes `/inbox` and `/inbox/$conversationId`. */
export function InboxPage() {
  // All that a conversation may need, so that changing to another one never waits for words.
  const { t } = useTranslation(['inbox', 'media', 'template', 'comments']);
  const { conversationId } = useParams({ strict: false });
  const navigate = useNavigate();
  const conversation = useRecord('conversations', conversationId);
  const { show, write } = useSearch({ strict: false });
  const [filter, setFilter] = useState<ConversationFilter>(() =>
    show === 'waiting' ? { state: 'open', waiting: true } : views[0]!.filter,
  );
  const [query, setQuery] = useState('');
  const rows = useRows(filter, query, conversationId);
  const wide = useMediaQuery('(min-width: 1240px)', true, { getInitialValueInEffect: false });
  const [panel, setPanel] = useState<boolean>();
  const panelOpen = panel ?? wide;
  const openPart = conversation && (panelOpen ? 'panel' : 'conversation');
  const open = (id: string) =>
    void navigate({ to: '/inbox/$conversationId', params: { conversationId: id } });
  const close = () => void navigate({ to: '/inbox' });
  const mayWrite = useAccess('talk') === 'write';
  const writeFirst = (to: string) => void navigate({ to: '.', search: { write: to } });
  useEscape(conversationId === undefined ? undefined : close);
  useInboxKeys({ rows, conversation, open, close });

  return (
    <Page title={t('title')} wide>
      <div className={classes.page}>
        <ChannelTrouble />
        <div className={classes.panes} data-open={openPart}>
          <ConversationList
            rows={rows}
            filter={filter}
            query={query}
            selectedId={conversationId}
            onFilter={setFilter}
            onQuery={setQuery}
            onOpen={open}
            onWrite={mayWrite ? () => writeFirst('') : undefined}
          />
          {conversation === undefined ? (
            <NothingOpen missing={conversationId !== undefined} />
          ) : (
            <ConversationPane
              key={conversation.id}
              conversation={conversation}
              panelOpen={panelOpen}
              onTogglePanel={() => setPanel(!panelOpen)}
              onClose={close}
            />
          )}
          {conversation !== undefined && panelOpen && (
            // Beside the pane's own key: two of one key would leave the former pane standing.
            <ContactPanel
              key={`panel ${conversation.id}`}
              conversation={conversation}
              onClose={() => setPanel(false)}
            />
          )}
        </div>
      </div>
      {write !== undefined && mayWrite && (
        <WriteFirst
          contactId={write}
          onClose={() => void navigate({ to: '.', search: {}, replace: true })}
          onDone={open}
        />
      )}
    </Page>
  );
}

function useRows(filter: ConversationFilter, query: string, openId: string | undefined) {
  const { t } = useTranslation('inbox');
  const conversations = useRecords('conversations');
  const contacts = useTable('contacts');
  const unknown = t('unknownCustomer');
  const memberId = useMe()?.id;
  const now = useNow();
  const all = useMemo(
    () => toRows(conversations, contacts, unknown, memberId),
    [conversations, contacts, unknown, memberId],
  );
  return useMemo(
    () => filterRows(all, { filter, query, openId }, { memberId, now }),
    [all, filter, query, openId, memberId, now],
  );
}

/** The middle of an inbox without an open conversation: what to do next. */
function NothingOpen({ missing }: { missing: boolean }) {
  const { t } = useTranslation('inbox');
  const navigate = useNavigate();
  const conversations = useTable('conversations');
  const channels = useTable('channels');
  const icon = <IconMessages size={28} stroke={1.5} />;
  if (missing) return <EmptyState icon={icon} title={t('gone')} text={t('goneText')} />;
  if (conversations.size > 0) return <EmptyState icon={icon} title={t('choose')} text={t('chooseText')} />;
  if (channels.size > 0) return <EmptyState icon={icon} title={t('waiting')} text={t('waitingText')} />;
  const connect = () => void navigate({ to: '/settings/$section', params: { section: 'channels' } });
  return (
    <EmptyState
      icon={icon}
      title={t('notConnected')}
      text={t('notConnectedText')}
      action={{ label: t('connect'), onClick: connect }}
    />
  );
}
