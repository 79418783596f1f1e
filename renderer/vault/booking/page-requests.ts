import { z } from 'zod';
import { createOpener, type Opener } from '#shared/crypto/open.ts';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import { readBase64Url } from '#shared/lib/bytes.ts';
import { parseJson, parseJsonBytes } from '#shared/lib/json.ts';
import type { Result } from '#shared/lib/result.ts';
import type { ChosenTime } from '#shared/public-page/free-times.ts';
import { requestInfo } from '#shared/public-page/names.ts';
import {
  type FromCustomer,
  fromCustomerSchema,
  pageRequests,
  sealedRequestSchema,
} from '#shared/public-page/request.ts';
import type { InboxDelivery } from '#shared/sync/delivery.ts';
import type { PageKeys } from './page-keys.ts';

/** What a customer has said on the public page, opened and read. */
export interface ReceivedRequest {
  id: string;
  receivedAt: number;
  said: FromCustomer;
  /** The time that the relay has given to it. */
  claim?: ChosenTime | undefined;
}

export interface PageRequests {
  /**
   * What of a delivery came from the public page; `undefined` where it came from elsewhere, or this device has no key for
   * it. Anybody can have the relay pass something on that does not open or says nothing: that is counted and not kept.
   */
  open(delivery: InboxDelivery): Promise<ReceivedRequest[] | undefined>;
  /** How many came since this start that did not open, or said nothing that could be read. */
  unopened(): number;
  /** Claims of times of which nothing is to be expected any more: what came with them is a record, or nothing. */
  settledClaims(): Iterable<string>;
  /** Makes them durable as records. */
  take(requests: ReceivedRequest[]): Promise<Result<unknown>>;
}

const bodySchema = z.looseObject({ object: z.literal(pageRequests), request: z.unknown() });

export function createPageRequests(deps: {
  crypto: WebCrypto;
  keys: Pick<PageKeys, 'pair'>;
  workspace: string;
  take(requests: ReceivedRequest[]): Promise<Result<unknown>>;
}): PageRequests {
  const openers = new Map<number, Opener>();
  let unopened = 0;

  async function openerOf(number: number): Promise<Opener | undefined> {
    const known = openers.get(number);
    const pair = known === undefined ? await deps.keys.pair(number) : undefined;
    if (pair === undefined) return known;
    const opener = await createOpener(deps.crypto, pair.privateKey);
    openers.set(number, opener);
    return opener;
  }

  const settled = new Set<string>();

  const nothing = (claimed?: string): ReceivedRequest[] => {
    unopened += 1;
    if (claimed !== undefined) settled.add(claimed);
    return [];
  };

  async function read(request: unknown, receivedAt: number): Promise<ReceivedRequest[] | undefined> {
    const sealed = sealedRequestSchema.safeParse(request).data;
    const bytes = sealed && readBase64Url(sealed.sealed);
    if (sealed === undefined || bytes === undefined) return nothing();
    const opener = await openerOf(sealed.keyNumber);
    if (opener === undefined) return undefined;
    const { id, claim } = sealed;
    const opened = await opener(bytes, requestInfo(deps.workspace, sealed));
    if (!opened.ok) return nothing(claim && id);
    const said = fromCustomerSchema.safeParse(parseJsonBytes(opened.value)).data;
    return said === undefined ? nothing(claim && id) : [{ id, receivedAt, said, claim }];
  }

  return {
    async open({ body, receivedAt }) {
      const parsed = bodySchema.safeParse(parseJson(body)).data;
      return parsed && read(parsed.request, receivedAt);
    },
    unopened: () => unopened,
    settledClaims: () => settled,
    async take(requests) {
      const taken = await deps.take(requests);
      if (taken.ok) for (const { id, claim } of requests) if (claim !== undefined) settled.add(id);
      return taken;
    },
  };
}
