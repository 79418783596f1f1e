import type { WebhookEvent } from '#shared/channels/events.ts';
import { isFromBefore } from '#shared/commands/suppression.ts';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import type { Work } from '#shared/lib/async.ts';
import { ignore } from '#shared/lib/ignore.ts';
import type { Result } from '#shared/lib/result.ts';
import { isPaused, silencesLocked } from '#shared/records/pauses.ts';
import type { Keyring } from '../books/keyring.ts';
import type { Library } from '../books/library.ts';
import type { RecordChanges } from '../books/record-changes.ts';
import { createPageKeys, type PageKeys } from '../booking/page-keys.ts';
import { createPageRequests, offererIn, type PageRequests } from '../booking/page-requests.ts';
import type { CommandDone } from '../commands/api.ts';
import { createInbox, type Inbox } from '../inbox/inbox.ts';
import type { LinkFor } from '../outbound/mail.ts';
import { createUnsubscribeLinks, unsubscribeKey } from '../unsubscribe/links.ts';
import { createWebhookArrivals } from '../webhooks/arrivals.ts';

export interface IntakeDeps {
  crypto: WebCrypto;
  keyring: Keyring;
  library: Library;
  changes: RecordChanges;
  work: Work;
  /** Epoch milliseconds. */
  now(): number;
  run(name: string, args: unknown): Promise<Result<CommandDone>>;
  relayUrl(): string | undefined;
  /** See `ErasureWork`. */
  deliveredAgain(): void;
  onHealth(): void;
}

/** What waits at the relay for this business, opened by its kinds: messages, requests of the page, webhooks, unsubscribing. */
export interface Intake {
  inbox: Inbox;
  pageKeys: PageKeys;
  pageRequests: PageRequests;
  /** By which somebody unsubscribes, who comes back through the inbox. */
  linkFor: LinkFor;
  /** Has the notice in the inbox follow the pauses: a locked device has no key of them. */
  notePause(): void;
}

export function createIntake(deps: IntakeDeps): Intake {
  const { crypto, keyring, library, changes, work, run } = deps;
  const { workspace } = keyring.keybag;
  const pageKeys = createPageKeys({ crypto, keyring });
  const pageRequests = createPageRequests({
    crypto,
    keys: pageKeys,
    workspace,
    offerer: (deviceId) => offererIn(keyring.roster, deviceId),
    take: (requests) => run('booking.receive', { requests }),
  });
  const unsubscribes = createUnsubscribeLinks({
    crypto,
    workspace,
    key: () => unsubscribeKey(crypto, keyring.keybag),
    relayUrl: deps.relayUrl,
  });

  /** What is delivered once more of somebody who was erased brings nothing back, and goes from the relay as well. */
  async function ingest(events: WebhookEvent[]): Promise<Result<CommandDone>> {
    const isAnyOld = events.some((event) => isFromBefore(library, event, keyring));
    const taken = await run('inbox.ingest', { events });
    if (isAnyOld && taken.ok) deps.deliveredAgain();
    return taken;
  }

  const inbox = createInbox({
    keyring,
    unsubscribes,
    ingest,
    page: pageRequests,
    webhooks: createWebhookArrivals({
      records: library,
      mayRead: () => keyring.canOpen('secrets'),
      take: (arrivals) => run('webhookArrival.receive', { arrivals }),
      now: deps.now,
    }),
    onHealth: deps.onHealth,
    work,
    isPaused: () => isPaused(library, 'intake'),
  });
  // What came of a source that was not known then.
  changes.on(['webhookSources'], () => inbox.retry());
  const notePause = (): void => ignore(work.track(inbox.notePause(silencesLocked(library))));
  changes.on(['pauses'], notePause);
  return { inbox, pageKeys, pageRequests, linkFor: unsubscribes.linkFor, notePause };
}
