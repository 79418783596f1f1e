import { useCallback } from 'react';
import { useNavigate } from '@tanstack/react-router';
import { ignore } from '#shared/lib/ignore.ts';
import type { SearchHit } from '#renderer/state/search.ts';

/** Opens what was found; a message in its conversation, at its place. */
export function useOpenHit(): (hit: SearchHit) => void {
  const navigate = useNavigate();
  return useCallback(
    ({ kind, id, conversationId }) => {
      if (kind === 'contact') ignore(navigate({ to: '/people/$contactId', params: { contactId: id } }));
      else if (kind === 'job') ignore(navigate({ to: '/jobs/$jobId', params: { jobId: id } }));
      else if (kind === 'document')
        ignore(navigate({ to: '/money/$documentId', params: { documentId: id } }));
      else if (kind === 'knowledge')
        ignore(navigate({ to: '/knowledge/$knowledgeId', params: { knowledgeId: id } }));
      else if (conversationId !== undefined)
        ignore(
          navigate({ to: '/inbox/$conversationId', params: { conversationId }, search: { message: id } }),
        );
    },
    [navigate],
  );
}
