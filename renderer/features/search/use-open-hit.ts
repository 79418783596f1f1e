import { useCallback } from 'react';
import { useNavigate } from '@tanstack/react-router';
import { ignore } from '#shared/lib/ignore.ts';
import { useOpenRecord } from '#renderer/state/open-record.ts';
import type { SearchHit } from '#renderer/state/search.ts';

/** Opens what was found; a message in its conversation, at its place. */
export function useOpenHit(): (hit: SearchHit) => void {
  const navigate = useNavigate();
  const open = useOpenRecord();
  return useCallback(
    ({ kind, id, conversationId }) => {
      if (kind !== 'message' && kind !== 'note') open({ collection: collections[kind], id });
      else if (conversationId !== undefined)
        ignore(
          navigate({ to: '/inbox/$conversationId', params: { conversationId }, search: { message: id } }),
        );
    },
    [navigate, open],
  );
}

const collections = {
  contact: 'contacts',
  site: 'contacts',
  job: 'jobs',
  document: 'documents',
  knowledge: 'knowledge',
} as const;
