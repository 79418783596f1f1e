import type { Bridge } from '#shared/bridge/bridge.ts';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import type { Timers } from '#shared/lib/async.ts';
import { fromBase64Url } from '#shared/lib/bytes.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { deriveInvitation, notesSchema } from '#shared/sync/invitation.ts';
import type { PairingNote } from '#shared/sync/pairing.ts';
import { type Keybag, newDeviceKeys } from '../keys/keybag.ts';
import { readBody } from '../sync/relay-http.ts';
import { takeOver } from './adopt.ts';
import { fetchChain, meetRelay, reachRelay } from './enrol.ts';
import { readLink } from './invitation-link.ts';
import { beginPairing, type JoinState } from './joiner-pairing.ts';

/** How often the relay is asked for the owner's next note. */
const lookMilliseconds = 1000;

/** A device that has asked to be let in. */
export interface Joining {
  businessName: string;
  /** Resolves when the owner has let this device in, or with a problem when the invitation has ended or `cancel` was called. */
  admitted(): Promise<Result<Keybag>>;
  cancel(): void;
}

/**
 * Uses an invitation: leaves what commits this device to its keys, and goes on by turns with the owner's device until
 * the owner has typed the code. `onState` is told what this device is to show.
 */
export async function startJoin(deps: {
  bridge: Bridge;
  crypto: WebCrypto;
  timers: Timers;
  link: string;
  deviceName: string;
  onState(state: JoinState): void;
}): Promise<Result<Joining>> {
  const { crypto } = deps;
  const link = readLink(deps.link);
  if (!link.ok) return link;
  const { relayUrl, workspace, secret, businessName } = link.value;
  const reached = await reachRelay(deps.bridge, relayUrl);
  if (!reached.ok) return reached;
  const http = reached.value;
  const relay = await meetRelay(http, link.value.relayId);
  if (!relay.ok) return relay;
  const relayId = relay.value;
  const keys = await newDeviceKeys(crypto);
  const { id, proof, key } = deriveInvitation(fromBase64Url(secret), workspace);
  const device = { id: keys.deviceId, signKey: keys.signing.publicKey, boxKey: keys.box.publicKey };
  const mailbox = { crypto, id, key };
  const pairing = await beginPairing(crypto, {
    mailbox,
    workspace,
    secret,
    device,
    name: deps.deviceName.trim(),
  });
  const path = `/v1/invitations/${workspace}/${id}/notes`;
  const cancelled = Promise.withResolvers<void>();
  let isCancelled = false;

  /** Leaves what the relay does not have of ours. */
  async function send(from: number): Promise<Result<void>> {
    const ours = pairing.current().notes.filter((_note, index) => index % 2 === 0);
    for (const [number, sealed] of ours.entries()) {
      if (number < from) continue;
      const put = await http.request({
        method: 'PUT',
        path: `${path}/${number}`,
        token: proof,
        body: { sealed },
      });
      if (!put.ok) return put;
    }
    return ok();
  }

  /** One step. `undefined` while the owner's device has said nothing new. */
  async function goOn(): Promise<Result<PairingNote<'admitted'>> | undefined> {
    const letters = readBody(await http.request({ method: 'GET', path, token: proof }), notesSchema);
    if (!letters.ok) return isFinal(letters.error.code) ? letters : undefined;
    const known = pairing.current().notes.filter((_note, index) => index % 2 === 1);
    const { notes, own } = letters.value;
    if (known.some((note, index) => note !== notes[index]) || notes.length > known.length + 1)
      return disturbed;
    const next = notes[known.length];
    if (next === undefined) {
      const sent = await send(own);
      return !sent.ok && isFinal(sent.error.code) ? sent : undefined;
    }
    const taken = await pairing.take(next);
    if (taken === undefined) return disturbed;
    if (taken.admitted !== undefined) return ok(taken.admitted);
    deps.onState(taken.state);
    return goOn();
  }

  async function untilAdmitted(): Promise<Result<Keybag>> {
    while (!isCancelled) {
      const said = await goOn();
      if (said !== undefined) return said.ok ? enrol(said.value) : said;
      const pause = new Promise<void>((resolve) => deps.timers.after(lookMilliseconds, resolve));
      await Promise.race([pause, cancelled.promise]);
    }
    return problem('team.cancelled', 'Joining was cancelled. Nothing was changed.');
  }

  async function enrol({ membership }: PairingNote<'admitted'>): Promise<Result<Keybag>> {
    const records = await fetchChain({ http, relayId, workspace, device: keys, crypto });
    if (!records.ok) return records;
    return takeOver({ crypto, workspace, device: keys, records: records.value }, membership);
  }

  const left = await send(0);
  if (!left.ok) return left;
  deps.onState({ step: 'calling' });
  const outcome = untilAdmitted();
  return ok({
    businessName,
    admitted: () => outcome,
    cancel() {
      isCancelled = true;
      cancelled.resolve();
    },
  });
}

/** Whether there is no use in asking again: the relay has judged, or is none. A line that is down is asked again. */
function isFinal(code: string): boolean {
  return code.startsWith('relay.invitation.') || code === 'relay.bad-answer' || code === 'relay.bad-request';
}

const disturbed = problem(
  'team.disturbed',
  'What came with this invitation had been changed on the way. This device was not let in, and nothing was changed.',
  'Tell the owner, and ask for a new link that is sent in another way.',
);
