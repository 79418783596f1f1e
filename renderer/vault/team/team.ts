import { z } from 'zod';
import type { AppCommandName, ArgsOf } from '#shared/commands/index.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import { presets } from '#shared/domain/roles.ts';
import type { Invitation, InvitationEnd } from '#shared/domain/team.ts';
import type { Work } from '#shared/lib/async.ts';
import { fromBase64Url, toBase64Url } from '#shared/lib/bytes.ts';
import { newId } from '#shared/lib/ids.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { deriveInvitation, invitationSecretBytes, longestInvitation } from '#shared/sync/invitation.ts';
import type { Keyring } from '../books/keyring.ts';
import type { Keybag } from '../keys/keybag.ts';
import { readBody } from '../sync/relay-http.ts';
import type { RelayClient } from '../sync/relay-client.ts';
import type { TeamApi } from './api.ts';
import { nextMembership, type TeamChange } from './change.ts';
import { writeLink } from './invitation-link.ts';
import { type JoinRequest, joinRequestSchema, openNote, sealNote } from './mailbox.ts';
import type { Roster } from '../keys/roster.ts';
import { viewTeam } from './view.ts';

/** How often the relay is asked whether an invited device has come. */
const lookMilliseconds = 2000;

/** How long the list shows what has become of an invitation. */
const keptMilliseconds = 7 * 24 * 60 * 60 * 1000;
/** What the relay says of an invitation that is over. */
const ends = new Map<string, InvitationEnd>([
  ['relay.invitation.unknown', 'lost'],
  ['relay.invitation.withdrawn', 'withdrawn'],
  ['relay.invitation.expired', 'expired'],
]);

/** `null` until the invited device has come. */
const requestSchema = z.looseObject({ sealed: z.string().nullable() });

export interface TeamDeps {
  /** Epoch milliseconds, as the relay has them: it is what ends invitations. */
  now(): number;
  crypto: WebCrypto;
  keyring: Keyring;
  records: RecordReader;
  run<Name extends AppCommandName>(name: Name, args: ArgsOf<Name>): Promise<Result<unknown>>;
  client(): RelayClient | undefined;
  /** Takes the changed team over on this device, and seals all books under its keys. */
  useTeam(next: { keybag: Keybag; roster: Roster }): Promise<Result<void>>;
  /** Meets the relay again at once. */
  reconnect(): void;
  onChange(): void;
  work: Work;
}

/** The owner's side of the team: who is in it, inviting, letting in, taking out. */
export function createTeam(deps: TeamDeps): TeamApi {
  const { crypto, keyring, records, run } = deps;
  const { workspace } = keyring.keybag;
  const requests = new Map<string, JoinRequest>();
  const alarm = deps.work.alarm(look);

  const pathOf = (id: string): string => `/v1/workspaces/${workspace}/invitations/${id}`;
  const keysOf = (invitation: Invitation) => deriveInvitation(fromBase64Url(invitation.secret), workspace);

  /** First at the relay, where the other devices find it; then here. */
  async function change(what: TeamChange): Promise<Result<void>> {
    const client = deps.client();
    if (client === undefined) return noRelay();
    const next = await nextMembership(crypto, keyring.keybag, keyring.roster, what);
    if (!next.ok) return next;
    const put = await client.putMembership(next.value.roster.signed);
    if (!put.ok) return put;
    return deps.useTeam(next.value);
  }

  async function look(): Promise<void> {
    // A copy: what is done with one of them changes the list.
    const invitations = [...records.all('invitations')];
    for (const invitation of invitations) {
      if (invitation.ended !== undefined) await forgetLater(invitation.id, invitation.ended.at);
      else if (invitation.expiresAt < deps.now()) await end(invitation.id, 'expired');
      else if (!requests.has(invitation.id)) await fetchRequest(invitation);
    }
    lookLater();
  }

  async function fetchRequest(invitation: Invitation): Promise<void> {
    const answer = await deps.client()?.signed({ method: 'GET', path: `${pathOf(invitation.id)}/request` });
    const over = answer?.ok === false ? ends.get(answer.error.code) : undefined;
    if (over !== undefined) return end(invitation.id, over);
    const body = answer && readBody(answer, requestSchema);
    if (body?.ok !== true || body.value.sealed === null) return;
    const request = await openNote(
      crypto,
      keysOf(invitation).key,
      'request',
      body.value.sealed,
      joinRequestSchema,
    );
    if (request === undefined) return;
    requests.set(invitation.id, request);
    deps.onChange();
  }

  function lookLater(): void {
    const waiting = [...records.all('invitations')].some(
      ({ id, ended }) => ended === undefined && !requests.has(id),
    );
    if (waiting) alarm.set(lookMilliseconds);
  }

  async function end(id: string, how: InvitationEnd): Promise<void> {
    requests.delete(id);
    await run('team.endInvitation', { id, how });
    deps.onChange();
  }

  async function forgetLater(id: string, endedAt: number): Promise<void> {
    if (deps.now() - endedAt > keptMilliseconds) await run('team.dropInvitation', { id });
  }

  async function takeOut(what: TeamChange, deviceIds: string[]): Promise<Result<void>> {
    const changed = await change(what);
    if (changed.ok) await run('team.forgetDevice', { deviceIds, memberId: what.removeMember });
    deps.onChange();
    return changed;
  }

  return {
    async team() {
      lookLater();
      return viewTeam({ crypto, keyring, records, requests, hasRelay: deps.client() !== undefined });
    },
    async invite({ name, role, access = presets[role], memberId }) {
      const client = deps.client();
      const relay = records.get('relays', 'relay');
      if (client === undefined || relay === undefined) return noRelay();
      const { url: relayUrl, relayId } = relay;
      const secret = crypto.getRandomValues(new Uint8Array(invitationSecretBytes));
      const { id, secretHash } = deriveInvitation(secret, workspace);
      // A little less than the longest, so that clocks need not agree to the second.
      const expiresAt = deps.now() + longestInvitation - 60_000;
      const put = await client.signed({ method: 'PUT', path: pathOf(id), body: { expiresAt, secretHash } });
      if (!put.ok) return put;
      const invitation = { id, secret: toBase64Url(secret), name, role, access, memberId, expiresAt };
      const noted = await run('team.noteInvitation', invitation);
      if (!noted.ok) return noted;
      lookLater();
      deps.onChange();
      const businessName = records.get('business', 'business')?.name ?? '';
      return ok({
        id,
        expiresAt,
        link: writeLink({
          version: 1,
          relayUrl,
          relayId,
          workspace,
          secret: invitation.secret,
          businessName,
        }),
      });
    },
    async withdrawInvitation(id) {
      const gone = await deps.client()?.signed({ method: 'DELETE', path: pathOf(id) });
      if (gone === undefined) return noRelay();
      if (!gone.ok && !gone.error.code.startsWith('relay.invitation')) return gone;
      await end(id, 'withdrawn');
      return ok();
    },
    async admit(invitationId) {
      const invitation = records.get('invitations', invitationId);
      const request = requests.get(invitationId);
      const client = deps.client();
      if (invitation === undefined || request === undefined)
        return problem('team.no-request', 'No device waits with this invitation any more.');
      if (client === undefined) return noRelay();
      const { deviceId: id, signKey, boxKey, deviceName } = request;
      // Let in before, and cut off before it could be told: what is left to do is done now.
      const known = keyring.roster.record.devices.find((one) => one.id === id && one.signKey === signKey);
      const memberId = known?.memberId ?? invitation.memberId ?? newId(crypto);
      if (known === undefined) {
        const isNew = invitation.memberId === undefined;
        const admitted = await change({
          addMember: isNew ? { id: memberId, role: invitation.role, access: invitation.access } : undefined,
          addDevice: { id, memberId, signKey, boxKey },
        });
        if (!admitted.ok) return admitted;
      }
      await run('team.noteDevice', { memberId, memberName: invitation.name, deviceId: id, deviceName });
      const sealed = await sealNote(crypto, keysOf(invitation).key, 'answer', { memberId });
      const answered = await client.signed({
        method: 'PUT',
        path: `${pathOf(invitationId)}/answer`,
        body: { sealed },
      });
      await end(invitationId, 'used');
      return answered.ok ? ok() : answered;
    },
    removeDevice: (deviceId) => takeOut({ removeDevices: [deviceId] }, [deviceId]),
    async removeMember(memberId) {
      if (memberId === keyring.keybag.memberId)
        return problem('team.self', 'The owner cannot be taken out of the team.');
      const devices = keyring.roster.record.devices.filter((device) => device.memberId === memberId);
      return takeOut(
        { removeMember: memberId },
        devices.map(({ id }) => id),
      );
    },
    async setAccess(memberId, access) {
      const changed = await change({ setAccess: { memberId, access } });
      deps.onChange();
      return changed;
    },
    async trustRelay() {
      const client = deps.client();
      const url = records.get('relays', 'relay')?.url ?? keyring.keybag.relayUrl;
      if (client === undefined || url === undefined) return noRelay();
      const relay = await client.identify();
      if (!relay.ok) return relay;
      const changed = await change({ trustRelay: relay.value });
      if (!changed.ok) return changed;
      const used = await run('relay.use', { url, relayId: relay.value });
      deps.reconnect();
      return used.ok ? ok() : used;
    },
  };
}

function noRelay(): Result<never> {
  return problem(
    'team.no-relay',
    'The team meets at a relay, and none can be reached now. Nothing was changed.',
    'Connect one in Settings → Relay.',
  );
}
