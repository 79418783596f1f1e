import * as Y from 'yjs';
import { z } from 'zod';
import type { Bridge } from '#shared/bridge/bridge.ts';
import type { WebhookEvent } from '#shared/channels/events.ts';
import type { Timers, Work } from '#shared/lib/async.ts';
import { readBase64Url } from '#shared/lib/bytes.ts';
import { newId } from '#shared/lib/ids.ts';
import { parseJsonBytes } from '#shared/lib/json.ts';
import type { Result } from '#shared/lib/result.ts';
import { envelopesKey } from '#shared/sync/append-update.ts';
import type { SignedMembership } from '#shared/sync/membership.ts';
import type { Keyring } from '../books/keyring.ts';
import { type Claims, createClaims } from '../claims/claims.ts';
import { createCatchUp } from '../inbox/catch-up.ts';
import { createInbox } from '../inbox/inbox.ts';
import { createRelayClient, type RelayClient } from '../sync/relay-client.ts';
import { createRelayClock } from '../sync/relay-clock.ts';
import { trustedRelays } from '../sync/relay-identity.ts';
import { createSync } from '../sync/sync.ts';
import type { UnsubscribeLinks } from '../unsubscribe/links.ts';
import type { SenderLoad } from './load.ts';

/** The relay, as a sender needs it: what waits there, and who of the devices does what. */
export interface Mailbox extends Disposable {
  claims: Claims;
  /** `true` where all that customers have written is known here. */
  caughtUp(): Promise<boolean>;
  /** Another device has taken in what this one has not read: it is at work, and sends what is due. */
  isTakenOver(): boolean;
  /** Epoch milliseconds, as the relay has them. */
  relayNow(): number;
}

export interface MailboxDeps {
  bridge: Bridge;
  keyring: Keyring;
  load: Pick<SenderLoad, 'relayUrl' | 'claimsKey' | 'takenBefore'>;
  unsubscribes: Pick<UnsubscribeLinks, 'open'>;
  ingest(events: WebhookEvent[]): Promise<Result<unknown>>;
  /** The team is another one than when this device was locked. */
  onTeamChanged(): void;
  /** Somebody has paused what goes out by itself. */
  onPaused(): void;
  /** Epoch milliseconds. */
  now(): number;
  timers: Timers;
  /** From 0 to 1. */
  random(): number;
  work: Work;
}

export function createMailbox(deps: MailboxDeps): Mailbox {
  const { bridge, keyring, load, timers, work } = deps;
  const { crypto } = keyring;
  const clock = createRelayClock(deps.now);
  const inbox = createInbox({
    keyring,
    unsubscribes: deps.unsubscribes,
    ingest: deps.ingest,
    onHealth: () => {},
    onPauseNotice: deps.onPaused,
    work,
    staysThere: true,
  });

  function relayClient(url: string): RelayClient {
    return createRelayClient({
      bridge,
      keyring,
      url,
      timers,
      clock,
      start: newId(crypto),
      trusted: () => trustedRelays(keyring.roster, url),
      creationToken: () => undefined,
      // Without the books there is nothing to go by: whoever unlocks looks at the team.
      async onChain(records) {
        if (records.some((each) => epochOf(each) > keyring.keybag.epoch)) deps.onTeamChanged();
        return 'refused';
      },
      onUnknown: async () => false,
    });
  }

  const sync = createSync({
    ...deps,
    inbox: inbox.doc,
    relayClient,
    onStatus: () => catchUp.changed(),
    onRoom: () => {},
    onSignedIn: () => {},
    memory: { greeted: () => {}, stored: () => {} },
  });
  const catchUp = createCatchUp({ sync, inbox, work, now: deps.now });
  sync.connect(load.relayUrl);

  const isTakenOver = (): boolean => takenOut(inbox.doc) - load.takenBefore > inbox.readAndGone();

  return {
    claims: createClaims({
      crypto,
      workspace: keyring.keybag.workspace,
      key: async () => load.claimsKey,
      client: sync.client,
      isHeldBack: () => false,
    }),
    caughtUp: catchUp.caughtUp,
    isTakenOver,
    relayNow: clock.now,
    [Symbol.dispose]: () => sync.close(),
  };
}

function epochOf({ payload }: SignedMembership): number {
  const bytes = readBase64Url(payload);
  return (
    z.looseObject({ epoch: z.number() }).safeParse(bytes && parseJsonBytes(bytes)).data?.epoch ?? Infinity
  );
}

/** How many deliveries were ever taken out of the relay's room: of what came, what is no longer there. */
export function takenOut(doc: Y.Doc): number {
  const clocks = Y.decodeStateVector(Y.encodeStateVector(doc));
  const came = [...clocks.values()].reduce((sum, clock) => sum + clock, 0);
  return came - doc.getArray(envelopesKey).length;
}
