import { z } from 'zod';
import { ok, problem, type Result } from '#shared/lib/result.ts';
import { mostNetworks, type Networks } from '#shared/sync/membership.ts';
import { isInside, plainRange } from '#shared/sync/networks.ts';
import type { Keyring } from '../books/keyring.ts';
import { readBody } from '../sync/relay-http.ts';
import type { RelayClient } from '../sync/relay-client.ts';
import type { TeamChange } from './change.ts';
import { noRelay } from './pairings.ts';

/** From where members may connect, as the owner has written it. Without networks: from everywhere. */
export interface NetworksWish {
  ranges: string[];
  /** Owners are bound by it too. */
  owners: boolean;
  /** The owner knows that this device is in none of them. */
  isSure: boolean;
}

/** The networks of the team, which its relay goes by. */
export interface TeamNetworks {
  set(wish: NetworksWish): Promise<Result<void>>;
  /** From which address this device connects, as the relay sees it. */
  address(): Promise<Result<string>>;
}

const addressSchema = z.looseObject({ address: z.string().max(100) });

export function createTeamNetworks(deps: {
  keyring: Pick<Keyring, 'keybag'>;
  client(): RelayClient | undefined;
  change(change: TeamChange): Promise<Result<void>>;
}): TeamNetworks {
  async function address(): Promise<Result<string>> {
    const client = deps.client();
    if (client === undefined) return noRelay();
    const path = `/v1/workspaces/${deps.keyring.keybag.workspace}/address`;
    const answer = readBody(await client.signed({ method: 'GET', path }), addressSchema);
    return answer.ok ? ok(answer.value.address) : answer;
  }

  /** Nobody shuts themselves out without knowing it. Whoever cannot tell from where they come is told so too. */
  async function checkIsInside(networks: Networks): Promise<Result<void>> {
    const here = await address();
    if (here.ok && isInside(networks.ranges, here.value)) return ok();
    return problem(
      'networks.outside',
      here.ok
        ? `This computer connects from ${here.value}, which is in none of these networks. Nothing was changed.`
        : 'The relay does not say from where this computer connects. Nothing was changed.',
    );
  }

  return {
    address,
    async set({ isSure, ...wish }) {
      const networks = readNetworks(wish);
      if (!networks.ok) return networks;
      if (networks.value === null || isSure) return deps.change({ networks: networks.value });
      const inside = await checkIsInside(networks.value);
      return inside.ok ? deps.change({ networks: networks.value }) : inside;
    },
  };
}

/** Each network once, in one form; `null` where there is none. */
export function readNetworks({ ranges, owners }: Omit<NetworksWish, 'isSure'>): Result<Networks | null> {
  const written = ranges.map((text) => text.trim()).filter((text) => text !== '');
  const wrong = written.find((text) => plainRange(text) === undefined);
  if (wrong !== undefined)
    return problem(
      'networks.wrong',
      `“${wrong}” is no network. Nothing was changed.`,
      'Write it as 192.0.2.0/24 or 2001:db8::/32, or as one address.',
    );
  const plain = [...new Set(written.flatMap((text) => plainRange(text) ?? []))];
  if (plain.length > mostNetworks)
    return problem('networks.many', `These are more than ${mostNetworks} networks. Nothing was changed.`);
  return ok(plain.length === 0 ? null : { ranges: plain, ...(owners && { owners: true as const }) });
}
