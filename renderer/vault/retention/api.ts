import type { RetentionTerms } from '#shared/domain/retention/order.ts';
import type { Result } from '#shared/lib/result.ts';
import type { Guard } from '../guard.ts';
import type { Retention, RetentionCounts } from './retention.ts';

export type { RetentionCounts } from './retention.ts';

/** How long things are kept, as the settings show it. */
export interface RetentionApi {
  /** How much would go at once by these terms, of all years. Nothing is changed. */
  previewRetention(terms: RetentionTerms): Promise<Result<RetentionCounts>>;
  /** The order that holds: an owner's device has signed it. `undefined`: nothing goes by itself. */
  retentionOrder(): Promise<string | undefined>;
}

interface Parts {
  retention: Retention;
  loaded: Promise<void>;
}

export function createRetentionApi({ open, unlocked }: Guard<Parts>, deps: { now(): number }): RetentionApi {
  return {
    previewRetention: (terms) =>
      unlocked(async ({ retention, loaded }) => {
        await loaded;
        return retention.preview(terms, deps.now());
      }),
    retentionOrder: async () => open()?.retention.orderInForce(),
  };
}
