import { z } from 'zod';
import type { Bridge } from '#shared/bridge/bridge.ts';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import type { Timers } from '#shared/lib/async.ts';
import { fromBase64Url } from '#shared/lib/bytes.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { deriveInvitation } from '#shared/sync/invitation.ts';
import { type Keybag, newDeviceKeys } from '../keys/keybag.ts';
import { readBody } from '../sync/relay-http.ts';
import { enrolledKeybag, fetchMembership, meetRelay, reachRelay } from './enrol.ts';
import { codeOf, readLink } from './invitation-link.ts';
import { joinAnswerSchema, type JoinRequest, openNote, sealNote } from './mailbox.ts';

/** How often the relay is asked whether the owner has answered. */
const lookMilliseconds = 1500;

/** `null` until the owner has answered. */
const answerSchema = z.looseObject({ sealed: z.string().nullable() });

/** A device that has asked to be let in. */
export interface Joining {
  businessName: string;
  /** What both screens must show. */
  code: string;
  /** Resolves when the owner has answered, or with a problem when the invitation has ended or `cancel` was called. */
  admitted(): Promise<Result<Keybag>>;
  cancel(): void;
}

/** Uses an invitation: leaves the device's public keys for the owner, sealed by what only the link gives. */
export async function startJoin(deps: {
  bridge: Bridge;
  crypto: WebCrypto;
  timers: Timers;
  link: string;
  deviceName: string;
}): Promise<Result<Joining>> {
  const { crypto, deviceName } = deps;
  const link = readLink(deps.link);
  if (!link.ok) return link;
  const { relayUrl, workspace, secret, businessName } = link.value;
  const reached = await reachRelay(deps.bridge, relayUrl);
  if (!reached.ok) return reached;
  const http = reached.value;
  const relay = await meetRelay(http, link.value.relayId);
  if (!relay.ok) return relay;
  const relayId = relay.value;
  const device = await newDeviceKeys(crypto);
  const { id, proof, key } = deriveInvitation(fromBase64Url(secret), workspace);
  const request: JoinRequest = {
    deviceId: device.deviceId,
    signKey: device.signing.publicKey,
    boxKey: device.box.publicKey,
    deviceName,
  };
  const path = `/v1/invitations/${workspace}/${id}`;
  const body = { proof, sealed: await sealNote(crypto, key, 'request', request) };
  const left = await http.request({ method: 'POST', path: `${path}/request`, body });
  if (!left.ok) return left;
  let cancelled = false;

  async function admitted(): Promise<Result<Keybag>> {
    while (!cancelled) {
      const answer = await http.request({ method: 'GET', path: `${path}/answer`, token: proof });
      const body = readBody(answer, answerSchema);
      if (!body.ok) return body;
      if (body.value.sealed !== null) return open(body.value.sealed);
      await new Promise<void>((resolve) => deps.timers.after(lookMilliseconds, resolve));
    }
    return problem('team.cancelled', 'Joining was cancelled. Nothing was changed.');
  }

  async function open(sealed: string): Promise<Result<Keybag>> {
    const note = await openNote(crypto, key, 'answer', sealed, joinAnswerSchema);
    if (note === undefined)
      return problem(
        'team.bad-answer',
        'The answer to this invitation cannot be read. Nothing was changed.',
        'Ask for a new invitation.',
      );
    const signed = await fetchMembership({ http, relayId, workspace, device, crypto });
    if (!signed.ok) return signed;
    return enrolledKeybag({ crypto, workspace, relayUrl, relayId, device, signed: signed.value });
  }

  return ok({
    businessName,
    code: codeOf(secret, request),
    admitted,
    cancel: () => {
      cancelled = true;
    },
  });
}
