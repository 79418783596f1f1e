import { z } from 'zod';
import { createOpener, type Opener } from '#shared/crypto/open.ts';
import { forPurpose, type Verifier } from '#shared/crypto/signing.ts';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import { fromBase64Url, readBase64Url, utf8 } from '#shared/lib/bytes.ts';
import { parseJson, parseJsonBytes } from '#shared/lib/json.ts';
import type { Result } from '#shared/lib/result.ts';
import {
  type ChosenTime,
  freeTimesPurpose,
  type ProvingTimes,
  readFreeTimes,
} from '#shared/public-page/free-times.ts';
import { pageHash, requestInfo } from '#shared/public-page/names.ts';
import { type Promised, promisedIn } from '#shared/public-page/promise.ts';
import {
  type FromCustomer,
  fromCustomerSchema,
  pageRequests,
  passedRequestSchema,
} from '#shared/public-page/request.ts';
import type { InboxDelivery } from '#shared/sync/delivery.ts';
import type { Roster } from '../keys/roster.ts';
import type { PageKeys } from './page-keys.ts';

/** What a customer has said on the public page, opened and read. */
export interface ReceivedRequest {
  id: string;
  receivedAt: number;
  said: FromCustomer;
  /** The time that the relay has given to it. */
  claim?: ChosenTime | undefined;
  /** What a list of the team's own has promised of that time; nothing where the relay shows none. */
  promised?: Promised | undefined;
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

/** Whose lists of times count: those of the devices that the relay takes them from. */
export function offererIn(
  { record, verifier }: Pick<Roster, 'record' | 'verifier'>,
  deviceId: string,
): Promise<Verifier> | undefined {
  const memberId = record.devices.find(({ id }) => id === deviceId)?.memberId;
  const role = record.members.find(({ id }) => id === memberId)?.role;
  return role === 'owner' || role === 'manager' ? verifier(deviceId) : undefined;
}

const bodySchema = z.looseObject({ object: z.literal(pageRequests), request: z.unknown() });

export function createPageRequests(deps: {
  crypto: WebCrypto;
  keys: Pick<PageKeys, 'pair'>;
  workspace: string;
  /** A device of those who may offer times now, by its signature. */
  offerer(deviceId: string): Promise<Verifier> | undefined;
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
    const sealed = passedRequestSchema.safeParse(request).data;
    const bytes = sealed && readBase64Url(sealed.sealed);
    if (sealed === undefined || bytes === undefined) return nothing();
    const opener = await openerOf(sealed.keyNumber);
    if (opener === undefined) return undefined;
    const { id, claim, list } = sealed;
    const opened = await opener(bytes, requestInfo(deps.workspace, sealed));
    if (!opened.ok) return nothing(claim && id);
    const said = fromCustomerSchema.safeParse(parseJsonBytes(opened.value)).data;
    if (said === undefined) return nothing(claim && id);
    const promised = await promisedOf({ claim, list, moments: [receivedAt, said.at] });
    return [{ id, receivedAt, said, claim, promised }];
  }

  /** The seal names the list: the relay can show this one, or none. */
  async function promisedOf(of: {
    claim: ChosenTime | undefined;
    list: ProvingTimes | undefined;
    moments: readonly (number | undefined)[];
  }): Promise<Promised | undefined> {
    const { claim, list } = of;
    const moments = of.moments.filter((at) => at !== undefined);
    const isWhole = moments.length === of.moments.length;
    if (claim === undefined || list === undefined || !isWhole) return undefined;
    if (pageHash(list.payload) !== claim.times) return undefined;
    const verify = await deps.offerer(list.device);
    const signed = forPurpose(freeTimesPurpose, utf8(list.payload));
    if ((await verify?.(fromBase64Url(list.signature), signed)) !== true) return undefined;
    const times = readFreeTimes(list.payload);
    return times?.workspace === deps.workspace ? promisedIn(times, claim, moments) : undefined;
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
