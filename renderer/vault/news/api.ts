import type { NewsDecision } from '#shared/domain/news/decision.ts';
import type { Guard } from '../guard.ts';
import type { News } from './news.ts';

export interface NewsApi {
  /** See `News`. The vault has looked at who signed it. */
  newsDecision(entryId: string): Promise<NewsDecision | undefined>;
}

export function createNewsApi({ open }: Guard<{ news: News; loaded: Promise<void> }>): NewsApi {
  return {
    async newsDecision(entryId) {
      const parts = open();
      await parts?.loaded;
      return parts?.news.decision(entryId);
    },
  };
}
