import { z } from 'zod';
import type { Bridge } from '#shared/bridge/bridge.ts';
import { decryptBlob, encryptBlob, importAesKey } from '#shared/crypto/keys.ts';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import { fromBase64Url, readBase64Url, toBase64Url, utf8 } from '#shared/lib/bytes.ts';
import { contentId } from '#shared/lib/hash.ts';
import { parseJsonBytes } from '#shared/lib/json.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { type Keybag, keybagSchema, newCompartmentKeys, newDeviceKeys } from '../keys/keybag.ts';
import { readBody } from '../sync/relay-http.ts';
import type { RelayClient } from '../sync/relay-client.ts';
import { adoptMembership } from './adopt.ts';
import { nextMembership } from './change.ts';
import { fetchMembership, meetRelay, reachRelay } from './enrol.ts';

const dropContext = 'recovery drop';

/** Without the membership: the relay has it, and with many devices it would outgrow a drop. */
const droppedSchema = keybagSchema.omit({ membership: true });
const dropSchema = z.looseObject({ sealed: z.string() });

/**
 * Leaves a copy of the owner's keys at the relay, sealed by the recovery words, so that the words alone bring
 * the workspace back. Gives a name for what was left, so that it need not be left twice.
 */
export async function leaveRecoveryDrop(
  deps: { crypto: WebCrypto; keybag: Keybag; client: RelayClient },
  lastLeft: string | undefined,
): Promise<string | undefined> {
  const { crypto, keybag, client } = deps;
  const { membership: _atTheRelay, ...dropped } = keybag;
  const { recoveryDrop } = keybag;
  if (keybag.owner === undefined || recoveryDrop === undefined) return undefined;
  const text = JSON.stringify(dropped);
  const name = contentId(text);
  if (name === lastLeft) return name;
  const key = await importAesKey(crypto, fromBase64Url(recoveryDrop.key));
  const sealed = toBase64Url(await encryptBlob(crypto, key, utf8(text), dropContext));
  const path = `/v1/workspaces/${keybag.workspace}/recovery/${recoveryDrop.id}`;
  const left = await client.signed({ method: 'PUT', path, body: { sealed } });
  return left.ok ? name : lastLeft;
}

/**
 * The keybag of a new device of the owner, from nothing but the words and a relay. The device is entered into
 * the team under the owner's own signature.
 */
export async function recoverKeybag(deps: {
  bridge: Bridge;
  crypto: WebCrypto;
  relayUrl: string;
  drop: { id: string; key: string };
}): Promise<Result<Keybag>> {
  const { crypto, relayUrl } = deps;
  const reached = await reachRelay(deps.bridge, relayUrl);
  if (!reached.ok) return reached;
  const relay = await meetRelay(reached.value, undefined);
  if (!relay.ok) return relay;
  const relayId = relay.value;
  const stored = readBody(
    await reached.value.request({ method: 'GET', path: `/v1/recovery/${deps.drop.id}` }),
    dropSchema,
  );
  if (!stored.ok) return stored;
  const key = await importAesKey(crypto, fromBase64Url(deps.drop.key));
  const blob = readBase64Url(stored.value.sealed);
  const bytes = blob && (await decryptBlob(crypto, key, blob, dropContext));
  const found = droppedSchema.safeParse(bytes && parseJsonBytes(bytes));
  if (!found.success)
    return problem(
      'team.bad-recovery',
      'What the relay keeps for these words cannot be read.',
      'Restore a backup instead.',
    );
  const { workspace } = found.data;
  const signed = await fetchMembership({
    http: reached.value,
    relayId,
    workspace,
    device: found.data,
    crypto,
  });
  if (!signed.ok) return signed;
  // What was left may be older than the team: a change of keys was cut off before it could be renewed.
  const left: Keybag = { ...found.data, membership: signed.value };
  const current = await adoptMembership(crypto, left, undefined, signed.value);
  if (!current.ok) return current.error.code === 'team.removed' ? outdated() : current;
  const { keybag: old, roster } = current.value;
  const device = await newDeviceKeys(crypto);
  const addDevice = {
    id: device.deviceId,
    memberId: old.memberId,
    signKey: device.signing.publicKey,
    boxKey: device.box.publicKey,
  };
  const next = await nextMembership(crypto, old, roster, { addDevice });
  if (!next.ok) return next;
  const path = `/v1/workspaces/${old.workspace}/membership`;
  const put = await reached.value.request({ method: 'PUT', path, body: next.value.roster.signed });
  if (!put.ok) return put;
  const compartments = { ...next.value.keybag.compartments, device: newCompartmentKeys(crypto, 1) };
  return ok({ ...next.value.keybag, ...device, compartments, relayUrl, relayId });
}

function outdated(): Result<never> {
  return problem(
    'team.outdated-recovery',
    'What the relay keeps for these words is from a device that was taken out of the team since. Nothing was changed.',
    'Open Plumbline on another of your devices, or restore a backup instead.',
  );
}
