import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import type { Bytes } from '#shared/lib/bytes.ts';
import { pairedChats } from '#shared/records/telegram.ts';
import type { Keyring } from '../books/keyring.ts';
import type { Library } from '../books/library.ts';
import { claimsKey } from '../claims/claims.ts';
import type { Inbox } from '../inbox/inbox.ts';
import type { Outbound } from '../outbound/outbound.ts';
import { dueRecords } from '../sender/due-records.ts';
import { type SenderLoad, senderLimits, withoutBookKeys } from '../sender/load.ts';
import { standings } from '../sender/standings.ts';
import { takenOut } from '../sender/mailbox.ts';
import { unsubscribeKey } from '../unsubscribe/links.ts';

/** What a sender is given, once the workspace is closed. */
export async function senderLoad(deps: {
  crypto: WebCrypto;
  keyring: Keyring;
  library: Library;
  inbox: Pick<Inbox, 'doc'>;
  outbound: Pick<Outbound, 'waiting'>;
  relayUrl: string | undefined;
  logKey: Bytes;
  /** Epoch milliseconds. */
  now: number;
}): Promise<SenderLoad> {
  const { crypto, keyring, library, relayUrl, logKey, now } = deps;
  const { keybag } = keyring;
  const until = now + senderLimits.lasts;
  return {
    keybag: withoutBookKeys(keybag),
    relayUrl,
    claimsKey: await claimsKey(crypto, keybag),
    unsubscribeKey: await unsubscribeKey(crypto, keybag),
    logKey,
    takenBefore: takenOut(deps.inbox.doc),
    records: dueRecords(library, deps.outbound.waiting(), now, until),
    standings: standings(library, now),
    access: Object.fromEntries(
      pairedChats(library).flatMap(({ memberId }) => {
        const access = keyring.accessOf(memberId);
        return access === undefined ? [] : [[memberId, access]];
      }),
    ),
    until,
  };
}
