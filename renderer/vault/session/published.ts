import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import type { AppCommandName, ArgsOf } from '#shared/commands/index.ts';
import type { Work } from '#shared/lib/async.ts';
import type { Result } from '#shared/lib/result.ts';
import { createChatNotes } from '../booking/chat-notes.ts';
import { createBookingNotes } from '../booking/notes.ts';
import { createTimesOffering } from '../booking/offering.ts';
import type { PageKeys } from '../booking/page-keys.ts';
import type { PageRequests } from '../booking/page-requests.ts';
import { createPagePublishing } from '../booking/publishing.ts';
import { createBookingTelling } from '../booking/telling.ts';
import type { Keyring } from '../books/keyring.ts';
import type { Library } from '../books/library.ts';
import type { RecordChanges } from '../books/record-changes.ts';
import type { Claims } from '../claims/claims.ts';
import type { CommandDone } from '../commands/api.ts';
import { createPublishing } from '../feeds/publishing.ts';
import type { GoogleBusy } from '../google/busy.ts';
import { createRequestPages, mayTellOf } from '../inbox/request-pages.ts';
import type { Sync } from '../sync/sync.ts';
import type { Closure } from '../team/closure.ts';
import { createWebhookRegistering } from '../webhooks/registering.ts';

export interface PublishedDeps {
  /** See `GoogleBusy`. */
  busyNow: GoogleBusy['between'];
  crypto: WebCrypto;
  workspace: string;
  keyring: Keyring;
  pageKeys: PageKeys;
  pageRequests: Pick<PageRequests, 'settledClaims'>;
  library: Library;
  changes: RecordChanges;
  claims: Claims;
  sync: Sync;
  closure: Pick<Closure, 'mayWrite'>;
  work: Work;
  /** From 0 to 1. */
  random(): number;
  /** See `CatchUp`. */
  caughtUp(): Promise<boolean>;
  run<Name extends AppCommandName>(name: Name, args: ArgsOf<Name>): Promise<Result<CommandDone>>;
  /** Epoch milliseconds, as the relay has them. */
  relayNow(): number;
}

/** What stands at the relay for those outside: pages, free times, calendars, where webhooks come in, and notes to who booked. */
export interface Published {
  signedIn(): void;
  wake(): void;
}

export function createPublished(deps: PublishedDeps): Published {
  const { keyring, sync } = deps;
  const isOpen = (): boolean => deps.closure.mayWrite().ok;
  const mayAnswer = (): boolean => keyring.canWrite('talk') && isOpen();
  const own = {
    ...deps,
    records: deps.library,
    keys: deps.pageKeys,
    sign: keyring.sign,
    client: () => sync.client(),
    now: deps.relayNow,
  };
  const bookingTelling = createBookingTelling({
    ...own,
    relayUrl: () => sync.status().relayUrl,
    mayTell: () => keyring.canWrite('secrets') && mayAnswer(),
  });
  const atRelay = [
    createPublishing({ ...own, mayPublish: isOpen }),
    createWebhookRegistering({ ...own, mayRegister: () => keyring.canWrite('secrets') && isOpen() }),
    createRequestPages({ ...own, mayPublish: () => mayTellOf(keyring) && isOpen() }),
    createPagePublishing({ ...own, mayPublish: () => keyring.canWrite('desk') && isOpen() }),
    createBookingNotes({ ...own, pseudonym: keyring.pseudonym, mayWrite: mayAnswer }),
    createChatNotes({ ...own, deviceId: keyring.keybag.deviceId, mayWrite: mayAnswer }),
    createTimesOffering({
      ...own,
      mayOffer: () => keyring.canWrite('desk') && mayAnswer(),
      pseudonym: (text) => keyring.pseudonym('work', text),
      settledClaims: () => deps.pageRequests.settledClaims(),
    }),
  ];

  return {
    signedIn() {
      for (const each of atRelay) each.wake();
    },
    wake: bookingTelling.wake,
  };
}
