import type { Bridge } from '#shared/bridge/bridge.ts';
import type { ArgsOf } from '#shared/commands/index.ts';
import { decideEgress, httpOrigin } from '#shared/domain/egress.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { egressPolicyOf } from '../egress-policy.ts';
import type { CommandDone } from '../commands/api.ts';
import type { Library } from '../books/library.ts';
import type { RelayClient } from './relay-client.ts';

export interface RelayConnecting {
  library: Library;
  /** Resolves when all books are in memory. */
  loaded: Promise<void>;
  /** The relay that the keybag names. */
  keybag: { relayUrl?: string | undefined };
  relayClient(url: string, creationToken?: string): RelayClient;
  run(command: 'relay.use', args: ArgsOf<'relay.use'>): Promise<Result<CommandDone>>;
  applySettings(): Promise<void>;
}

/** Asks an address whether it is a relay, registers the workspace there, and only then keeps it. */
export async function connectRelay(
  bridge: Bridge,
  session: RelayConnecting,
  url: string,
  creationToken?: string,
): Promise<Result<void>> {
  const { library } = session;
  await session.loaded;
  const place = parseUrl(url);
  if (place === undefined)
    return problem(
      'relay.bad-url',
      'This is no web address.',
      'A relay’s address looks like https://relay.example.org.',
    );
  const policy = egressPolicyOf(library, session.keybag.relayUrl);
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
  const used = await session.run('relay.use', { url: place.origin, relayId: relay.value, creationToken });
  if (!used.ok) return used;
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
