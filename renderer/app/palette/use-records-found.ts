import { useMemo } from 'react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Contact } from '#shared/domain/contact.ts';
import { useRecords, useTable } from '#renderer/state/records.ts';
import { search, type Entry } from './search.ts';

const shownPerGroup = 6;

export interface Group {
  label: string;
  entries: Entry[];
}

/** Contacts, conversations, jobs and documents that match what is typed. */
export function useRecordsFound(query: string): Group[] {
  const { t } = useTranslation('app');
  const groups = [
    { label: t('palettePeople'), entries: useContactEntries() },
    { label: t('paletteConversations'), entries: useConversationEntries() },
    { label: t('paletteJobs'), entries: useJobEntries() },
    { label: t('paletteDocuments'), entries: useDocumentEntries() },
  ];
  if (query.trim() === '') return [];
  return groups.map(({ label, entries }) => ({ label, entries: search(entries, query, shownPerGroup) }));
}

function useContactEntries(): Entry[] {
  const navigate = useNavigate();
  const contacts = useRecords('contacts');
  return useMemo(
    () =>
      contacts.map((contact) => ({
        id: `contacts/${contact.id}`,
        label: contact.name,
        detail: contact.company,
        keywords: reachableAt(contact),
        open: () => void navigate({ to: '/people/$contactId', params: { contactId: contact.id } }),
      })),
    [contacts, navigate],
  );
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

function useJobEntries(): Entry[] {
  const navigate = useNavigate();
  const jobs = useRecords('jobs');
  const contacts = useTable('contacts');
  return useMemo(
    () =>
      jobs.map(({ id, title, contactId }) => ({
        id: `jobs/${id}`,
        label: title,
        detail: contacts.get(contactId)?.name,
        open: () => void navigate({ to: '/jobs/$jobId', params: { jobId: id } }),
      })),
    [jobs, contacts, navigate],
  );
}

function useDocumentEntries(): Entry[] {
  const { t } = useTranslation('app');
  const navigate = useNavigate();
  const documents = useRecords('documents');
  const issued = useTable('issued');
  const contacts = useTable('contacts');
  return useMemo(
    () =>
      documents.map(({ id, contactId, issuedId }) => ({
        id: `documents/${id}`,
        label: (issuedId === undefined ? undefined : issued.get(issuedId)?.number) ?? t('paletteDraft'),
        detail: contacts.get(contactId)?.name,
        open: () => void navigate({ to: '/money/$documentId', params: { documentId: id } }),
      })),
    [documents, issued, contacts, navigate, t],
  );
}

function reachableAt({ phones, emails }: Contact): string {
  const numbers = Object.values(phones ?? {}).flatMap(({ number }) => [number, number.replaceAll(/\D/g, '')]);
  return [...numbers, ...Object.values(emails ?? {}).map(({ address }) => address)].join(' ');
}
