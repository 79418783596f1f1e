import type { ArgsOf } from '#shared/commands/index.ts';
import type { WebhookSource } from '#shared/domain/webhook-source.ts';
import { parseJson } from '#shared/lib/json.ts';
import type { Result } from '#shared/lib/result.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { InboxDelivery } from '#shared/sync/delivery.ts';
import { sourceDeliverySchema, sourceHash } from '#shared/sync/webhook-source.ts';

export type WebhookCame = ArgsOf<'webhookArrival.receive'>['arrivals'][number];

export interface WebhookArrivals {
  /**
   * What of a delivery a program elsewhere has sent; `undefined` where it came from elsewhere. `later`: this device does
   * not know of its source, yet or at all, so that another one has to take it in.
   */
  open(delivery: InboxDelivery): WebhookCame[] | 'later' | undefined;
  /** Makes them durable as records. */
  take(arrivals: WebhookCame[]): Promise<Result<unknown>>;
}

/** A source that nobody knows after so long is none any more. */
const mayStillCome = 24 * 60 * 60 * 1000;

export function createWebhookArrivals(deps: {
  records: RecordReader;
  /** Whether this device has the sources and their secrets. */
  mayRead(): boolean;
  take(arrivals: WebhookCame[]): Promise<Result<unknown>>;
  /** Epoch milliseconds. */
  now(): number;
}): WebhookArrivals {
  return {
    open({ body, receivedAt }) {
      const came = sourceDeliverySchema.safeParse(parseJson(body)).data;
      if (came === undefined) return undefined;
      const source = deps.mayRead() ? sourceOf(deps.records, came.source) : undefined;
      if (source === undefined)
        return deps.mayRead() && deps.now() > receivedAt + mayStillCome ? [] : 'later';
      return [{ sourceId: source.id, receivedAt, headers: came.headers, body: came.body }];
    },
    take: deps.take,
  };
}

function sourceOf(records: RecordReader, hash: string): WebhookSource | undefined {
  return [...records.all('webhookSources')].find(({ address }) => sourceHash(address) === hash);
}
