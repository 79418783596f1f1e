import { parseWebhook } from '#shared/channels/meta/parse.ts';
import type { WebhookEvent } from '#shared/channels/events.ts';
import { createOpener, type Opener } from '#shared/crypto/open.ts';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import { fromBase64Url } from '#shared/lib/bytes.ts';
import { parseJsonBytes } from '#shared/lib/json.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { inboxDeliverySchema, inboxInfo, pauseNoticeSchema } from '#shared/sync/delivery.ts';
import type { PageRequests, ReceivedRequest } from '../booking/page-requests.ts';
import type { Keyring } from '../books/keyring.ts';
import type { UnsubscribeLinks } from '../unsubscribe/links.ts';
import type { WebhookArrivals, WebhookCame } from '../webhooks/arrivals.ts';
import { report } from './report.ts';

/** What came in one delivery. */
export interface Arrived {
  events: WebhookEvent[];
  requests: ReceivedRequest[];
  arrivals: WebhookCame[];
}

/** What stands in the room: what customers sent, or that sending is paused. */
export type Content = Arrived | 'paused';

export interface OpeningDeps {
  keyring: Keyring;
  /** Who has unsubscribed. */
  unsubscribes?: Pick<UnsubscribeLinks, 'open'>;
  /** What came from the public page; without it that stays at the relay. */
  page?: PageRequests;
  /** What programs elsewhere have sent; without it that stays at the relay. */
  webhooks?: WebhookArrivals;
}

export interface Opening {
  /** None: the member does not answer customers. */
  keys(): Promise<Opener[]>;
  /** Each delivery once: some are opened in one turn and taken in in the next. */
  open(keys: Opener[], sealed: Uint8Array): Promise<Result<Content>>;
  /** Opens anew what it is asked for: new keys may have come. */
  forget(): void;
}

export function createOpening(deps: OpeningDeps): Opening {
  const openers = new Map<string, Promise<Opener>>();
  let openings = new WeakMap<Uint8Array, Promise<Result<Content>>>();

  return {
    /** The newest first: the ones before open what was sealed before the team changed. */
    keys() {
      const { inbox, formerInboxes = [] } = deps.keyring.keybag;
      const pairs = inbox === undefined ? [] : [inbox, ...formerInboxes];
      return Promise.all(
        pairs.map(({ privateKey }) => {
          const opener = openers.get(privateKey) ?? openerOf(deps.keyring.crypto, privateKey);
          openers.set(privateKey, opener);
          return opener;
        }),
      );
    },

    open(keys, sealed) {
      const opening = openings.get(sealed) ?? openDelivery(keys, deps, sealed);
      openings.set(sealed, opening);
      return opening;
    },

    forget() {
      openings = new WeakMap();
    },
  };
}

async function openDelivery(keys: Opener[], deps: OpeningDeps, sealed: Uint8Array): Promise<Result<Content>> {
  try {
    const bytes = await openWithOne(keys, inboxInfo(deps.keyring.keybag.workspace), sealed);
    if (!bytes.ok) return bytes;
    const content = parseJsonBytes(bytes.value);
    if (pauseNoticeSchema.safeParse(content).success) return ok('paused');
    return await readDelivery(deps, content);
  } catch (error) {
    report(error);
    return notADelivery();
  }
}

async function openWithOne(
  keys: Opener[],
  info: string,
  sealed: Uint8Array,
): Promise<Awaited<ReturnType<Opener>>> {
  let bytes: Awaited<ReturnType<Opener>> = notADelivery();
  for (const open of keys) {
    bytes = await open(sealed, info);
    if (bytes.ok) break;
  }
  return bytes;
}

const nothing: Arrived = { events: [], requests: [], arrivals: [] };

async function readDelivery(
  { unsubscribes, page, webhooks }: OpeningDeps,
  content: unknown,
): Promise<Result<Arrived>> {
  const delivery = inboxDeliverySchema.safeParse(content).data;
  if (delivery === undefined) return notADelivery();
  const unsubscribed = await unsubscribes?.open(delivery);
  if (unsubscribed !== undefined) return ok({ ...nothing, events: unsubscribed });
  const requests = page && (await page.open(delivery));
  if (requests !== undefined) return ok({ ...nothing, requests });
  const arrivals = webhooks?.open(delivery);
  if (arrivals === 'later') return notADelivery();
  if (arrivals !== undefined) return ok({ ...nothing, arrivals });
  const events = parseWebhook(delivery.body, delivery.receivedAt);
  return events.ok ? ok({ ...nothing, events: events.value }) : events;
}

/** A key that is none opens nothing, and keeps no other from being tried. */
async function openerOf(crypto: WebCrypto, privateKey: string): Promise<Opener> {
  try {
    return await createOpener(crypto, fromBase64Url(privateKey));
  } catch (error) {
    report(error);
    return async () => notADelivery();
  }
}

function notADelivery(): Result<never> {
  return problem('inbox.not-a-delivery', 'Something in the relay’s inbox is no delivery. It is kept there.');
}
