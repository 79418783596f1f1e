import { useEffect, useState } from 'react';
import type { SearchAnswer, SearchFilter } from '#renderer/vault/search/api.ts';
import { vault } from './vault-client.ts';

export type { SearchAnswer, SearchFilter, SearchHit, SearchKind } from '#renderer/vault/search/api.ts';

/** While parts of the index are being made, the question is asked again this often. */
const againMilliseconds = 500;

/**
 * What the vault finds, over all history. While a new answer is under way the last one stays; `undefined` before
 * the first and for an empty query. Keep the filter's identity between renders.
 */
export function useSearchAnswer(query: string, filter: SearchFilter): SearchAnswer | undefined {
  const [answer, setAnswer] = useState<SearchAnswer>();
  useEffect(() => {
    let isCurrent = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    async function ask(): Promise<void> {
      const found = query.trim() === '' ? undefined : await vault().search(query, filter);
      if (!isCurrent) return;
      setAnswer(found);
      if (found?.complete === false) timer = setTimeout(() => void ask(), againMilliseconds);
    }
    void ask();
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [query, filter]);
  return answer;
}
