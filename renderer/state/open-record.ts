import { useCallback } from 'react';
import { useNavigate } from '@tanstack/react-router';
import { ignore } from '#shared/lib/ignore.ts';
import { useAccess } from './session.ts';

/** A record that a room can show. */
export interface RecordPlace {
  collection: string;
  id: string;
}

/** The collections of which a room shows single records, or all in one place. */
const rooms: ReadonlySet<string> = new Set([
  'contacts',
  'jobs',
  'conversations',
  'tasks',
  'knowledge',
  'services',
  'documents',
  'issued',
]);

/** Whether there is a room that shows records of a collection. */
export function hasRoom(collection: string): boolean {
  return rooms.has(collection);
}

/** Opens who did what to a record; nothing for who may not read the log. */
export function useOpenLog({ collection, id }: RecordPlace): (() => void) | undefined {
  const navigate = useNavigate();
  const mayRead = useAccess('audit') !== 'none';
  const open = useCallback(
    () =>
      ignore(
        navigate({
          to: '/settings/$section',
          params: { section: 'who' },
          search: { record: `${collection}/${id}` },
        }),
      ),
    [navigate, collection, id],
  );
  return mayRead ? open : undefined;
}

/** Opens a record in its room. */
export function useOpenRecord(): (record: RecordPlace) => void {
  const navigate = useNavigate();
  return useCallback(
    ({ collection, id }) => {
      if (collection === 'contacts')
        ignore(navigate({ to: '/people/$contactId', params: { contactId: id } }));
      if (collection === 'jobs') ignore(navigate({ to: '/jobs/$jobId', params: { jobId: id } }));
      if (collection === 'conversations')
        ignore(navigate({ to: '/inbox/$conversationId', params: { conversationId: id } }));
      if (collection === 'tasks') ignore(navigate({ to: '/today', search: { show: 'tasks' } }));
      if (collection === 'knowledge')
        ignore(navigate({ to: '/knowledge/$knowledgeId', params: { knowledgeId: id } }));
      if (collection === 'services')
        ignore(navigate({ to: '/settings/$section', params: { section: 'services' } }));
      if (collection === 'documents' || collection === 'issued')
        ignore(navigate({ to: '/money/$documentId', params: { documentId: id } }));
    },
    [navigate],
  );
}
