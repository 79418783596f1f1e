import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { writePermissionDenied } from 'y-protocols/auth';
import type { Bytes } from '#shared/lib/bytes.ts';
import { utf8 } from '#shared/lib/bytes.ts';
import { canonicalJson } from '#shared/lib/json.ts';
import { forPurpose } from '#shared/crypto/signing.ts';

/** Version of the relay's HTTP and WebSocket protocol, as `GET /v1/relay` tells it. */
export const relayProtocol = 1;
export const relayName = 'plumbline-relay';

/** The message types of y-websocket 3, and one of ours: a stock client ignores types it does not know. */
export const messageType = { sync: 0, awareness: 1, auth: 2, queryAwareness: 3, persisted: 100 } as const;

/** The longest frame that a device sends; a relay takes messages of 64 MiB, the channel's number included. */
export const mostFrameBytes = 64 * 1024 * 1024 - 16;

export const roomIdPattern = /^[A-Za-z0-9_-]{16,64}$/;
/** base64url of 16 bytes: see `workspaceIdOf`. */
export const workspaceIdPattern = /^[A-Za-z0-9_-]{22}$/;

/**
 * Close codes of the relay, for a channel or for the whole socket. y-websocket 3.1 takes 4400-4499 as final: it
 * does not connect again by itself. After `tokenExpired` the client fetches a new token and connects again.
 */
export const closeCode = {
  /** The relay stops or restarts; connect again. */
  goingAway: 1001,
  /** A frame was longer than the relay takes. */
  frameTooLong: 1009,
  /** The reader was too slow or sent too much; connect again later. */
  tryAgainLater: 1013,
  badMessage: 4400,
  tokenExpired: 4401,
  /** The device is no longer in the workspace's membership. */
  removed: 4403,
  /** The membership does not open this room to the device's member. */
  noAccess: 4405,
  /** The workspace has new keys: fetch the membership, sign in with its epoch, connect again. */
  epochChanged: 4409,
  /** The relay does not know this workspace, perhaps since it was wiped: send the membership, connect again. */
  unknownWorkspace: 4404,
  /** The room or the workspace is full. */
  full: 4413,
} as const;

export const subprotocol = 'plumbline.v1';
const tokenPrefix = 'token.';

/** What the client passes as WebSocket subprotocols: the token stays out of the URL and so out of logs. */
export function offerProtocols(token: string): string[] {
  return [subprotocol, `${tokenPrefix}${token}`];
}

/** The token in a client's offer; `undefined` when it offers none or not our protocol. */
export function tokenOffered(protocols: Iterable<string>): string | undefined {
  const offered = [...protocols];
  if (!offered.includes(subprotocol)) return undefined;
  return offered.find((protocol) => protocol.startsWith(tokenPrefix))?.slice(tokenPrefix.length);
}

/**
 * `persisted`: everything up to this state vector (as Yjs encodes it) is on the relay's disk. A writer hears it
 * of its own work; what the relay sends of others' work is on its disk already.
 */
export function encodePersisted(stateVector: Uint8Array): Bytes {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, messageType.persisted);
  encoding.writeVarUint8Array(encoder, stateVector);
  return encoding.toUint8Array(encoder);
}

/** Reads a `persisted` message after its type; fits y-websocket's `messageHandlers[100]`. Throws on a short one. */
export function readPersisted(decoder: decoding.Decoder): Uint8Array {
  return decoding.readVarUint8Array(decoder);
}

/** Why the relay did not take an update: see `encodeDenied`. */
export const deniedReason = { readOnly: 'read-only' } as const;

/**
 * y-protocols' "permission denied" in an `auth` message: what the socket sent was dropped, the socket stays
 * open. A stock client reads it with `readAuthMessage`; ours by `messageHandlers[messageType.auth]`.
 */
export function encodeDenied(reason: string): Bytes {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, messageType.auth);
  writePermissionDenied(encoder, reason);
  return encoding.toUint8Array(encoder);
}

export interface AuthClaim {
  relayId: string;
  workspace: string;
  device: string;
  challenge: string;
}

/**
 * What a device signs to get a token: bound to this relay, workspace, device and challenge. The epoch that it
 * names beside needs no signature: naming another one opens nothing.
 */
export function authBytes({ relayId, workspace, device, challenge }: AuthClaim): Bytes {
  const claim = canonicalJson({ relayId, workspace, device, challenge });
  return forPurpose('plumbline relay sign-in v1', utf8(claim));
}

/** What somebody signs who has the recovery words, to be shown what is sealed for them. `root`: see `rootId`. */
export function recoveryBytes(claim: { relayId: string; root: string; challenge: string }): Bytes {
  const { relayId, root, challenge } = claim;
  return forPurpose('plumbline recovery proof v1', utf8(canonicalJson({ relayId, root, challenge })));
}

/** What a relay signs with its identity key beside each challenge: that it is the one of this `relayId`, now. */
export function relayProofBytes(claim: AuthClaim & { nonce: string }): Bytes {
  const { relayId, workspace, device, challenge, nonce } = claim;
  const proof = canonicalJson({ relayId, workspace, device, challenge, nonce });
  return forPurpose('plumbline relay proof v1', utf8(proof));
}
