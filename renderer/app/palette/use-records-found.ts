import { useMemo } from 'react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ignore } from '#shared/lib/ignore.ts';
import { useOpenHit } from '#renderer/features/search/use-open-hit.ts';
import { type Format, useFormat } from '#renderer/state/format.ts';
import { openAgent } from '#renderer/state/agent.ts';
import { useRecords, useTable } from '#renderer/state/records.ts';
import { useSearchAnswer, type SearchHit, type SearchKind } from '#renderer/state/search.ts';
import { search, type Entry } from './search.ts';

const shownPerGroup = 6;

export interface Group {
  label: string;
  entries: Entry[];
}

/** One question a group, so that many messages do not push the people out. */
const filters = {
  people: { kinds: ['contact', 'site'], limit: shownPerGroup },
  messages: { kinds: ['message', 'note'], limit: shownPerGroup },
  jobs: { kinds: ['job'], limit: shownPerGroup },
  documents: { kinds: ['document'], limit: shownPerGroup },
  knowledge: { kinds: ['knowledge'], limit: shownPerGroup },
} satisfies Record<string, { kinds: SearchKind[]; limit: number }>;

/** What matches what is typed, over all history: people, conversations, messages, jobs, documents and knowledge. */
export function useRecordsFound(query: string): Group[] {
  const { t } = useTranslation('app');
  const people = useHits(query, filters.people);
  const messages = useHits(query, filters.messages);
  const jobs = useHits(query, filters.jobs);
  const documents = useHits(query, filters.documents);
  const knowledge = useHits(query, filters.knowledge);
  const conversations = useConversationEntries();
  if (query.trim() === '') return [];
  return [
    { label: t('palettePeople'), entries: people },
    { label: t('paletteConversations'), entries: search(conversations, query, shownPerGroup) },
    { label: t('paletteJobs'), entries: jobs },
    { label: t('paletteDocuments'), entries: documents },
    { label: t('paletteMessages'), entries: messages },
    { label: t('paletteKnowledge'), entries: knowledge },
  ];
}

/** The last lines, whatever was found: to search with filters and more room, and to ask the assistant. */
export function useFurther(query: string): Group[] {
  const { t } = useTranslation('app');
  const all = useSearchAll(query);
  if (query.trim() === '') return [];
  return [
    { label: t('paletteSearch'), entries: [all] },
    { label: t('paletteAsk'), entries: [askEntry(query, t('paletteAskFor', { query }))] },
  ];
}

function useHits(query: string, filter: (typeof filters)[keyof typeof filters]): Entry[] {
  const { t } = useTranslation('app');
  const open = useOpenHit();
  const format = useFormat();
  const answer = useSearchAnswer(query, filter);
  return useMemo(
    () =>
      (answer?.hits ?? []).map((hit) => ({
        id: `${hit.kind}/${hit.id}`,
        ...wordsOf(hit, t('paletteDraft'), format),
        when: hit.kind === 'contact' || hit.kind === 'site' ? undefined : format.day(hit.at),
        open: () => open(hit),
      })),
    [answer, open, format, t],
  );
}

function wordsOf(hit: SearchHit, draft: string, { phonesIn }: Format): Pick<Entry, 'label' | 'detail'> {
  if (hit.kind === 'message' || hit.kind === 'note')
    return { label: hit.contactName ?? '', detail: hit.snippet };
  if (hit.kind === 'contact') return { label: hit.title, detail: phonesIn(hit.snippet) };
  return { label: hit.title === '' ? draft : hit.title, detail: hit.contactName ?? hit.snippet };
}

/** The question as it stands, to the assistant. */
function askEntry(query: string, label: string): Entry {
  return { id: 'ask.question', label, open: () => openAgent(query) };
}

/** The last line of what is found: the same question with filters and more room. */
function useSearchAll(query: string): Entry {
  const { t } = useTranslation('app');
  const navigate = useNavigate();
  return {
    id: 'search',
    label: t('paletteSearchAll', { query }),
    open: () => ignore(navigate({ to: '/search', search: { q: query } })),
  };
}

function useConversationEntries(): Entry[] {
  const navigate = useNavigate();
  const conversations = useRecords('conversations');
  const contacts = useTable('contacts');
  return useMemo(
    () =>
      conversations.map(({ id, contactId, lastText }) => ({
        id: `conversations/${id}`,
        label: contacts.get(contactId)?.name ?? '',
        detail: lastText,
        open: () => void navigate({ to: '/inbox/$conversationId', params: { conversationId: id } }),
      })),
    [conversations, contacts, navigate],
  );
}
