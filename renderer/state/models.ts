import { useEffect, useMemo } from 'react';
import { create } from 'zustand';
import { placeOf } from '#shared/agent/providers.ts';
import { defaultAiSettings } from '#shared/domain/business.ts';
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

/** How long a look at an Ollama counts (ms): its cloud may have been switched on since. */
const lookAgainAfter = 5 * 60_000;
/** How soon one that has failed is tried again (ms), and twice as long after each further failure. */
const tryAgainAfter = 1000;

export type Proof = 'basic' | 'looking' | 'local' | 'verified' | 'remote';

/**
 * Where answers come from, as the badge says it. "Verified" only where every model that may be asked is in an
 * Ollama that says itself that its cloud is off; "remote" as soon as one elsewhere may be asked; "looking" until each
 * has been asked.
 */
export function useProof(): { proof: Proof; first?: ModelProvider; remote?: ModelProvider } {
  const { active } = useChain();
  const looks = useLooks();
  const urls = [...new Set(active.filter(({ kind }) => kind === 'ollama').map(({ url }) => url))].join(' ');
  useEffect(() => keepLooking(urls.split(' ').filter(Boolean)), [urls]);
  const [first] = active;
  if (first === undefined) return { proof: 'basic' };
  const remote = active.find((each) => placeOf(each) === 'remote');
  if (remote !== undefined) return { proof: 'remote', first, remote };
  const known = active.map(({ kind, url }) => (kind === 'ollama' ? looks[url] : notLooked));
  if (known.includes(undefined)) return { proof: 'looking', first };
  return { proof: known.every(isVerified) ? 'verified' : 'local', first };
}

/** Looks at each by itself: right after unlocking, the guard may not let anything out yet. Gives what ends it. */
function keepLooking(urls: string[]): () => void {
  const ending = new AbortController();
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  async function look(url: string, pause: number): Promise<void> {
    await lookAtOllama(url);
    if (ending.signal.aborted) return;
    const isThere = useLooks.getState()[url]?.status?.state === 'ready';
    const next = isThere ? lookAgainAfter : Math.min(pause, lookAgainAfter);
    timers.set(
      url,
      setTimeout(() => ignore(look(url, isThere ? tryAgainAfter : pause * 2)), next),
    );
  }
  for (const url of urls) ignore(look(url, tryAgainAfter));
  return () => {
    ending.abort();
    for (const timer of timers.values()) clearTimeout(timer);
  };
}

function isVerified(look: OllamaLook | undefined): boolean {
  return look?.status?.state === 'ready' && look.status.verifiedLocal;
}
