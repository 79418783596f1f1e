import type { UseNavigateResult } from '@tanstack/react-router';
import type { TFunction } from 'i18next';
import { readTable } from '#renderer/state/records.ts';

type Navigate = UseNavigateResult<string>;

interface CitationTarget {
  label: string;
  /** Goes to where the record can be looked at. */
  open?: (navigate: Navigate) => Promise<void>;
}

type Describe = (id: string, t: TFunction<'inbox'>) => CitationTarget;

const kinds: Record<string, Describe> = {
  services: (id, t) => ({
    label: readTable('services').get(id)?.name ?? t('cite.services'),
    open: (navigate) => navigate({ to: '/settings/$section', params: { section: 'services' } }),
  }),
  business: (_, t) => ({
    label: t('cite.business'),
    open: (navigate) => navigate({ to: '/settings/$section', params: { section: 'business' } }),
  }),
  contacts: (id, t) => ({
    label: readTable('contacts').get(id)?.name ?? t('cite.contacts'),
    open: (navigate) => navigate({ to: '/people/$contactId', params: { contactId: id } }),
  }),
  jobs: (id, t) => ({
    label: readTable('jobs').get(id)?.title ?? t('cite.jobs'),
    open: (navigate) => navigate({ to: '/jobs/$jobId', params: { jobId: id } }),
  }),
  issued(id, t) {
    const issued = readTable('issued').get(id);
    if (issued === undefined) return { label: t('cite.issued') };
    const { number, documentId } = issued;
    return {
      label: number,
      open: (navigate) => navigate({ to: '/money/$documentId', params: { documentId } }),
    };
  },
  knowledge: (id, t) => ({
    label: readTable('knowledge').get(id)?.title || t('cite.knowledge'),
    open: (navigate) => navigate({ to: '/knowledge/$knowledgeId', params: { knowledgeId: id } }),
  }),
  slots: (start, t) => ({ label: t('cite.slots', { time: whenFree(Number(start)) }) }),
  messages: (_, t) => ({ label: t('cite.messages') }),
};

function whenFree(start: number): string {
  const { locale, timeZone } = readTable('business').get('business') ?? {};
  const style = {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: 'numeric',
    minute: '2-digit',
  } as const;
  return new Intl.DateTimeFormat(locale, { ...style, timeZone }).format(start);
}

/** Names the record behind `collection/id` and says where it is shown. */
export function citationTarget(citation: string, t: TFunction<'inbox'>): CitationTarget {
  const [collection = '', id = ''] = citation.split('/', 2);
  return kinds[collection]?.(id, t) ?? { label: t('cite.other') };
}
