import type { Bridge } from '#shared/bridge/bridge.ts';
import type { ArgsOf } from '#shared/commands/index.ts';
import { decideEgress, httpOrigin } from '#shared/domain/egress.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { egressPolicyOf } from '../egress-policy.ts';
import type { CommandDone } from '../commands/api.ts';
import type { Library } from '../books/library.ts';
import type { Keyring } from '../books/keyring.ts';
import type { RelayClient } from './relay-client.ts';

export interface RelayConnecting {
  library: Library;
  /** Resolves when all books are in memory. */
  loaded: Promise<void>;
  keyring: Pick<Keyring, 'keybag' | 'roster'>;
  relayClient(url: string, creationToken?: string): RelayClient;
  team: { useRelay(place: { url: string; id: string }, at: RelayClient): Promise<Result<void>> };
  run(command: 'relay.keepToken', args: ArgsOf<'relay.keepToken'>): Promise<Result<CommandDone>>;
  applySettings(): Promise<void>;
}

/**
 * Asks an address whether it is a relay, registers the workspace there, and only then has the team meet there: an
 * owner's act, which the membership holds.
 */
export async function connectRelay(
  bridge: Bridge,
  session: RelayConnecting,
  url: string,
  creationToken?: string,
): Promise<Result<void>> {
  const { library, keyring } = session;
  await session.loaded;
  const { relay: before } = keyring.roster.record;
  if (!keyring.roster.isOwners(keyring.keybag.deviceId))
    return problem(
      'team.not-owner',
      'Only an owner’s device can say where the team meets. Nothing was changed.',
      'Do this on the owner’s computer.',
    );
  const place = parseUrl(url);
  if (place === undefined)
    return problem(
      'relay.bad-url',
      'This is no web address.',
      'A relay’s address looks like https://relay.example.org.',
    );
  const policy = egressPolicyOf(library, before?.url);
  const origins = { ...policy.origins, relay: [...(policy.origins.relay ?? []), httpOrigin(place)] };
  const decision = decideEgress('relay', place, { ...policy, origins });
  if (!decision.allowed)
    return problem('relay.refused', decision.reason, 'Use an address that begins with https://.');

  await bridge.call('egress.configure', { policy: { ...policy, origins } });
  const client = session.relayClient(place.origin, creationToken);
  const relay = await client.identify();
  const token = relay.ok ? await client.token() : relay;
  if (!relay.ok || !token.ok) {
    await bridge.call('egress.configure', { policy });
    return relay.ok ? (token as Result<never>) : relay;
  }
  if (creationToken !== undefined)
    await session.run('relay.keepToken', { url: place.origin, token: creationToken });
  const isThere = before?.id === relay.value && before.url === place.origin;
  const used = isThere ? ok() : await session.team.useRelay({ url: place.origin, id: relay.value }, client);
  if (!used.ok) {
    await bridge.call('egress.configure', { policy });
    return used;
  }
  await session.applySettings();
  return ok();
}

function parseUrl(url: string): URL | undefined {
  try {
    return new URL(url.trim());
  } catch {
    return undefined;
  }
}
