import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import type { Result } from '#shared/lib/result.ts';
import type { Keyring } from '../books/keyring.ts';
import { recordsOf } from '../keys/memberships.ts';
import type { RelayClient } from '../sync/relay-client.ts';
import { nextMembership } from './change.ts';
import { isAway, type Making, type NextTeam } from './making.ts';
import { noRelay } from './pairings.ts';

/** Where the team meets. */
export interface MeetingPlace {
  /** What is at the relay's address now is the relay that is meant. */
  trustRelay(): Promise<Result<void>>;
  /** The team meets there from now on. `at`: signed in there already, so that the relay knows the team. */
  useRelay(place: { url: string; id: string }, at: RelayClient): Promise<Result<void>>;
  leaveRelay(): Promise<Result<void>>;
}

export function createMeetingPlace(deps: {
  crypto: WebCrypto;
  keyring: Keyring;
  making: Pick<Making, 'make' | 'makeHere' | 'change'>;
  client(): RelayClient | undefined;
  /** Meets the relay again at once. */
  reconnect(): void;
}): MeetingPlace {
  const { crypto, keyring } = deps;
  const { make, makeHere, change } = deps.making;

  const meetingAt =
    (useRelay: { url: string; id: string } | null): NextTeam =>
    ({ keybag, roster }) =>
      nextMembership(crypto, keybag, roster, { useRelay });

  return {
    async trustRelay() {
      const client = deps.client();
      const url = keyring.roster.record.relay?.url;
      if (client === undefined || url === undefined) return noRelay();
      const relay = await client.identify();
      if (!relay.ok) return relay;
      const changed = await change({ useRelay: { url, id: relay.value } });
      if (changed.ok) deps.reconnect();
      return changed;
    },
    async useRelay(place, at) {
      const before = deps.client();
      const next = meetingAt(place);
      if (before === undefined) return make(next, at);
      // Whoever still meets at the relay of before reads there where the team has gone.
      const moved = await make(next, before);
      if (!moved.ok) return isAway(moved.error.code) ? make(next, at) : moved;
      // Where that fails, the next sign-in does it.
      await at.putMemberships(recordsOf(keyring.keybag));
      return moved;
    },
    async leaveRelay() {
      const left = await change({ useRelay: null });
      if (left.ok || !isAway(left.error.code)) return left;
      // Nobody answers there.
      return makeHere(meetingAt(null));
    },
  };
}
