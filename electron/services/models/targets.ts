import type {
  CallArgs,
  ModelTarget,
  Sent,
  StreamArgs,
  StreamEvent,
  StreamResult,
} from '#shared/bridge/contract.ts';
import { placeOf } from '#shared/agent/providers.ts';
import type { EgressEntry } from '#shared/domain/egress.ts';
import type { ProviderKind } from '#shared/domain/model-provider.ts';
import type { EgressGuard, GuardedFetch } from '../egress/guard.ts';

export type ChatArgs = StreamArgs<'models.chat'>;
export type EmbedArgs = CallArgs<'models.embed'>;
export type Emit = (event: StreamEvent<'models.chat'>) => void;
export type Usage = StreamResult<'models.chat'>;

/**
 * The way out for a model. Whether it is local is decided here, in the shell, from address and name: a remote
 * model goes by `model.remote`, which the guard refuses while local-only is on.
 */
export function doorTo(
  guard: Pick<EgressGuard, 'fetch'>,
  target: ModelTarget,
  onLine?: (entry: EgressEntry) => void,
): GuardedFetch {
  const { kind, url, model } = { kind: kindOf(target), ...target };
  return guard.fetch(placeOf({ kind, url, model }) === 'local' ? 'model.local' : 'model.remote', onLine);
}

export function kindOf({ kind = 'ollama' }: Pick<ModelTarget, 'kind'>): ProviderKind {
  return kind;
}

/** The ledger's line of a request that left, as the receipt needs it. */
export function sentOf({ id, at, origin, bytes }: EgressEntry): Sent {
  return { ledgerId: id, at, origin, bytes };
}
