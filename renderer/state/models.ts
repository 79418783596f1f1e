import { useEffect, useMemo } from 'react';
import { create } from 'zustand';
import { placeOf } from '#shared/agent/providers.ts';
import { defaultAiSettings } from '#shared/commands/ai.ts';
import type { ModelStatus } from '#shared/bridge/contract.ts';
import type { AiSettings } from '#shared/domain/business.ts';
import type { ModelProvider } from '#shared/domain/model-provider.ts';
import { ignore } from '#shared/lib/ignore.ts';
import type { Problem } from '#shared/lib/result.ts';
import { useRecord, useRecords } from './records.ts';
import { bridge } from './vault-client.ts';

export interface Chain {
  settings: AiSettings;
  /** In the order in which they are asked. */
  providers: ModelProvider[];
  /** Those that may be asked at all: no remote one while local-only is on. */
  active: ModelProvider[];
}

/** The models that the owner has set up, in their order. */
export function useChain(): Chain {
  const settings = useRecord('aiSettings', 'ai') ?? defaultAiSettings;
  const all = useRecords('modelProviders');
  return useMemo(() => {
    const providers = (settings.chain ?? []).flatMap((id) => all.find((each) => each.id === id) ?? []);
    const active = providers.filter((each) => !settings.localOnly || placeOf(each) === 'local');
    return { settings, providers, active };
  }, [settings, all]);
}

/** What was last found at an Ollama's address. */
export interface OllamaLook {
  status?: ModelStatus;
  problem?: Problem;
}

const notLooked: OllamaLook = {};

const useLooks = create<Record<string, OllamaLook>>(() => ({}));

/** Looks at an Ollama: whether it is there, its models, and whether its cloud is switched off. */
export async function lookAtOllama(url: string): Promise<void> {
  const result = await bridge().call('models.probe', { url });
  useLooks.setState({ [url]: result.ok ? { status: result.value } : { problem: result.error } });
}

/** What is at the address; looked at once by itself, and again by `lookAtOllama`. */
export function useOllama(url: string): OllamaLook {
  useEffect(() => ignore(lookAtOllama(url)), [url]);
  return useLooks((looks) => looks[url]) ?? notLooked;
}

/** A look at each Ollama of the chain, in minutes: its cloud may have been switched on since. */
const lookAgainAfter = 5;

export type Proof = 'basic' | 'local' | 'verified' | 'remote';

/**
 * Where answers come from, as the badge says it. "Verified" only where every model that may be asked is in an
 * Ollama that says itself that its cloud is off; "remote" as soon as one elsewhere may be asked.
 */
export function useProof(): { proof: Proof; first?: ModelProvider; remote?: ModelProvider } {
  const { active } = useChain();
  const looks = useLooks();
  const urls = [...new Set(active.filter(({ kind }) => kind === 'ollama').map(({ url }) => url))].join(' ');
  useEffect(() => {
    const look = () => urls.split(' ').forEach((url) => url !== '' && ignore(lookAtOllama(url)));
    look();
    const timer = setInterval(look, lookAgainAfter * 60_000);
    return () => clearInterval(timer);
  }, [urls]);
  const [first] = active;
  if (first === undefined) return { proof: 'basic' };
  const remote = active.find((each) => placeOf(each) === 'remote');
  if (remote !== undefined) return { proof: 'remote', first, remote };
  const verified = active.every(({ kind, url }) => kind === 'ollama' && isVerified(looks[url]));
  return { proof: verified ? 'verified' : 'local', first };
}

function isVerified(look: OllamaLook | undefined): boolean {
  return look?.status?.state === 'ready' && look.status.verifiedLocal;
}
