import { useCallback } from 'react';
import { useNavigate } from '@tanstack/react-router';
import { ignore } from '#shared/lib/ignore.ts';

/** A record that a room can show. */
export interface RecordPlace {
  collection: string;
  id: string;
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
