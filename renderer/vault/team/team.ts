import type { AppCommandName, ArgsOf } from '#shared/commands/index.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import { presets } from '#shared/domain/roles.ts';
import type { Invitation } from '#shared/domain/team.ts';
import type { Work } from '#shared/lib/async.ts';
import { toBase64Url } from '#shared/lib/bytes.ts';
import { newId } from '#shared/lib/ids.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { membershipHash } from '#shared/sync/membership.ts';
import type { Opening } from '#shared/sync/pairing.ts';
import { deriveInvitation, invitationSecretBytes, longestInvitation } from '#shared/sync/invitation.ts';
import type { Keyring } from '../books/keyring.ts';
import type { Keybag } from '../keys/keybag.ts';
import type { RelayClient } from '../sync/relay-client.ts';
import type { TeamApi } from './api.ts';
import { nextMembership, type TeamChange } from './change.ts';
import { writeLink } from './invitation-link.ts';
import { type Admission, createPairings, noRelay } from './pairings.ts';
import type { Roster } from '../keys/roster.ts';
import { viewTeam } from './view.ts';

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
export interface OwnersTeam extends TeamApi {
  /** All records are there: goes on with invitations that a device may wait with. */
  resume(): void;
}

export function createTeam(deps: TeamDeps): OwnersTeam {
  const { crypto, keyring, records, run } = deps;
  const { workspace } = keyring.keybag;
  const pairings = createPairings({ ...deps, admitDevice });
  const { pathOf } = pairings;

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

  /** Let in before, and cut off before it could be told: what is left to do is done now. */
  async function admitDevice(invitation: Invitation, { device, name }: Opening): Promise<Result<Admission>> {
    const { id, signKey, boxKey } = device;
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
    await run('team.noteDevice', { memberId, memberName: invitation.name, deviceId: id, deviceName: name });
    const { record, signed } = keyring.roster;
    return ok({ memberId, membership: membershipHash(signed), sequence: record.sequence });
  }

  async function takeOut(what: TeamChange, deviceIds: string[]): Promise<Result<void>> {
    const changed = await change(what);
    if (changed.ok) await run('team.forgetDevice', { deviceIds, memberId: what.removeMember });
    deps.onChange();
    return changed;
  }

  return {
    resume: pairings.lookLater,
    async team() {
      const { stages } = pairings;
      return viewTeam({ crypto, keyring, records, stages, hasRelay: deps.client() !== undefined });
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
      pairings.lookLater();
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
    withdrawInvitation: (id) => pairings.withdraw(id),
    admit: (id, code) => pairings.admit(id, code),
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
