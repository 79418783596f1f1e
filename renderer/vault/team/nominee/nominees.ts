import { createVerifier } from '#shared/crypto/signing.ts';
import { fromBase64Url, toBase64Url } from '#shared/lib/bytes.ts';
import type { Work } from '#shared/lib/async.ts';
import { ok, problem, type Result } from '#shared/lib/result.ts';
import { nomineeSigner } from '#shared/sync/membership.ts';
import { type NomineeStatus, nomineeStatusSchema, refusalBytes } from '#shared/sync/nominee.ts';
import { chainOf } from '../../keys/memberships.ts';
import { readBody } from '../../sync/relay-http.ts';
import { nextMembership } from '../change.ts';
import { noRelay } from '../pairings.ts';
import type { OwnersTeam, TeamDeps } from '../team.ts';
import type { NomineeEntered, NomineeView } from './api.ts';
import { newKit } from './kit.ts';

/** A device that was let in by a kit. */
interface Came {
  kit: string | undefined;
  deviceId: string;
  memberId: string;
}

/** So long everybody is told that somebody has come in (ms); it stays in Team and in Health. */
const toldFor = 30 * 24 * 60 * 60_000;

/** Who can open the business when its owner cannot act: an owner names them, and can refuse what they ask for. */
export interface Nominees {
  /** Gives the printed half. It is shown once, and lies nowhere. */
  name(wish: { name: string; days: number }): Promise<Result<{ words: string[] }>>;
  end(): Promise<Result<void>>;
  refuse(): Promise<Result<void>>;
  /** Asks the relay what was asked of it. */
  look(): void;
  /** For owners only. */
  view(): Promise<NomineeView | undefined>;
  entered(): NomineeEntered[];
  /** This device has come in by the kit that still counts: with it in step, the kit has done what it was for. */
  hasJustComeIn(): boolean;
  /** The books name another kit than the team as it is known here. */
  isBehind(): boolean;
}

export function createNominees(
  deps: Pick<TeamDeps, 'crypto' | 'keyring' | 'records' | 'run' | 'now' | 'client' | 'onChange'> & {
    work: Work;
    make: OwnersTeam['make'];
  },
): Nominees {
  const { crypto, keyring, records, run, client } = deps;
  const path = `/v1/workspaces/${keyring.keybag.workspace}/nominee`;
  /** What the relay last said, and of which kit. */
  let told: { id: string; status: NomineeStatus } | undefined;
  let read: { hash: string; came: Came[] } | undefined;
  const named = () => keyring.roster.record.nominee;
  const isOwner = (): boolean => keyring.roster.isOwners(keyring.keybag.deviceId);
  const look = deps.work.singleFlight(ask);

  async function ask(): Promise<void> {
    const relay = client();
    const id = named()?.id;
    if (relay === undefined || id === undefined || !isOwner()) return;
    const status = readBody(await relay.signed({ method: 'GET', path }), nomineeStatusSchema);
    if (!status.ok) return;
    const isNews = JSON.stringify(told?.status.request) !== JSON.stringify(status.value.request);
    told = { id, status: status.value };
    if (isNews) deps.onChange();
  }

  /** Who has come in since the root's last record. The chain is read once for each of its heads. */
  function cameIn(): Came[] {
    const { hash } = keyring.roster;
    if (read?.hash === hash) return read.came;
    const records = chainOf(keyring.keybag).map((link) => link.record);
    const came = records.flatMap(({ signer, nominee, devices }) => {
      const last = devices.at(-1);
      if (signer !== nomineeSigner || last === undefined) return [];
      return [{ kit: nominee?.id, deviceId: last.id, memberId: last.memberId }];
    });
    read = { hash, came };
    return came;
  }

  async function change(nominee: Parameters<typeof nextMembership>[3]['nominee']): Promise<Result<void>> {
    return deps.make((team) => nextMembership(crypto, team.keybag, team.roster, { nominee }));
  }

  async function name(wish: { name: string; days: number }): Promise<Result<{ words: string[] }>> {
    const relay = client();
    if (relay === undefined) return noRelay();
    const { words, half, keys } = await newKit(crypto);
    const { days } = wish;
    const by = keyring.keybag.deviceId;
    const made = await change({ ...keys, by, at: deps.now(), days });
    if (!made.ok) return made;
    const put = await relay.signed({ method: 'PUT', path, body: { id: keys.id, half } });
    // A print without its other half would open nothing when it is needed.
    if (!put.ok) {
      await change(null);
      return put;
    }
    const noted = await run('nominee.note', { id: keys.id, name: wish.name });
    look();
    deps.onChange();
    return noted.ok ? ok({ words }) : noted;
  }

  async function end(): Promise<Result<void>> {
    if (named() !== undefined) {
      const made = await change(null);
      if (!made.ok) return made;
    }
    const forgotten = await run('nominee.forget', {});
    deps.onChange();
    return forgotten.ok ? ok() : forgotten;
  }

  async function refuse(): Promise<Result<void>> {
    const relay = client();
    if (relay === undefined) return noRelay();
    const { id, status } = told ?? {};
    const requestedAt = status?.request?.requestedAt;
    if (id === undefined || requestedAt === undefined) return nothingAsked;
    const { workspace } = keyring.keybag;
    const signature = toBase64Url(await keyring.sign(refusalBytes({ workspace, nominee: id, requestedAt })));
    const body = { id, requestedAt, signature };
    const refused = await relay.signed({ method: 'POST', path: `${path}/refusal`, body });
    await ask();
    return refused.ok ? ok() : refused;
  }

  /** Who has refused, as their signature shows. */
  async function refusedBy(): Promise<string | undefined> {
    const { id = '', status } = told ?? {};
    const { device, signature } = status?.refusal ?? {};
    const key = keyring.roster.record.devices.find((one) => one.id === device)?.signKey;
    const requestedAt = status?.request?.requestedAt;
    if (key === undefined || signature === undefined || requestedAt === undefined) return undefined;
    const { workspace } = keyring.keybag;
    const verify = await createVerifier(crypto, fromBase64Url(key));
    const bytes = refusalBytes({ workspace, nominee: id, requestedAt });
    const isGenuine = await verify(fromBase64Url(signature), bytes).catch(() => false);
    return isGenuine ? records.get('devices', device!)?.name : undefined;
  }

  async function view(): Promise<NomineeView | undefined> {
    if (!isOwner()) return undefined;
    const nominee = named();
    const ended = [...records.all('nominees')].find(({ id }) => id !== nominee?.id);
    if (nominee === undefined) return ended && { name: ended.name, state: 'ended' };
    const { id, at, days } = nominee;
    const known = told?.id === id ? told.status : undefined;
    return {
      name: records.get('nominees', id)?.name ?? '',
      state: 'named',
      at,
      days,
      hasHalf: known?.hasHalf,
      request: known?.request,
      refusedBy: await refusedBy(),
    };
  }

  return {
    name,
    end,
    refuse,
    look,
    view,
    isBehind: () => [...records.all('nominees')].some(({ id }) => id !== named()?.id),
    entered: () =>
      cameIn().map(({ deviceId, memberId }) => {
        const name = records.get('members', memberId)?.name ?? '';
        const at = records.get('devices', deviceId)?.createdAt;
        const self = deviceId === keyring.keybag.deviceId;
        return { name, at, self, isNews: !self && (at ?? deps.now()) > deps.now() - toldFor };
      }),
    hasJustComeIn() {
      const kit = named()?.id;
      const { deviceId } = keyring.keybag;
      return kit !== undefined && cameIn().some((one) => one.kit === kit && one.deviceId === deviceId);
    },
  };
}

const nothingAsked = problem('nominee.no-request', 'Nobody has asked for anything. Nothing was changed.');
