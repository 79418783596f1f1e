import { z } from 'zod';
import type { CallResult, Sent, VoiceSource } from '#shared/bridge/contract.ts';
import { isLoopback } from '#shared/domain/egress.ts';
import { parseJson } from '#shared/lib/json.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import type { EgressGuard, GuardedFetch } from '../egress/guard.ts';
import { bounded } from '../models/bounds.ts';
import { checkOpenAiLocal } from '../models/local-check.ts';
import { sentOf } from '../models/targets.ts';
import { spokenText } from './spoken-text.ts';
import { wavOf } from './wav.ts';

export type VoiceServer = Extract<VoiceSource, { by: 'server' }>;
type Read = CallResult<'voice.read'>;

/** How long half a minute of sound may take (ms): a computer without a graphics card is slower than speech. */
const patience = { local: 300_000, remote: 90_000 };
/** An answer is a line of words. */
const mostBytes = 256 * 1024;

const answerSchema = z.looseObject({ text: z.string() });

export interface AskServerDeps {
  guard: Pick<EgressGuard, 'fetch'>;
  /** Loaded when it is needed: it knows what providers mean by their refusals. */
  problems(): Promise<{
    problemOf(response: Response, body: string): Result<never>;
    toProblem(error: unknown): Result<never>;
  }>;
}

/**
 * The words in half a minute of sound, from a server with OpenAI's transcriptions. Whether it is local is decided here
 * by its address: a remote one goes by `voice.remote`, which the guard refuses while local-only is on.
 */
export async function askServer(
  { guard, problems }: AskServerDeps,
  server: VoiceServer,
  sound: { bytes: Uint8Array; language?: string | undefined },
): Promise<Result<Read>> {
  const isHere = isLoopback(new URL(server.url));
  const signal = AbortSignal.timeout(isHere ? patience.local : patience.remote);
  let sent: Sent | undefined;
  const fetch = guard.fetch(isHere ? 'voice.local' : 'voice.remote', (entry) => {
    if (entry.allowed) sent = sentOf(entry);
  });
  try {
    const proven = isHere ? await isProven(withKey(fetch, server.key), server, signal) : ok();
    if (!proven.ok) return proven;
    const form = await formOf(server, sound);
    const response = await withKey(fetch, server.key)(
      `${server.url.replace(/\/+$/, '')}/audio/transcriptions`,
      { method: 'POST', ...form, signal },
    );
    const body = await bounded(response, mostBytes).text();
    if (!response.ok) return (await problems()).problemOf(response, body);
    const answer = answerSchema.safeParse(parseJson(body));
    if (!answer.success) return notThis;
    return ok({ text: spokenText(answer.data.text), ...(!isHere && sent && { sent }) });
  } catch (error) {
    if (signal.aborted) return tooSlow;
    return (await problems()).toProblem(error);
  }
}

/** An Ollama has no such interface, and its aliases lead elsewhere. */
async function isProven(
  fetch: GuardedFetch,
  server: VoiceServer,
  signal: AbortSignal,
): Promise<Result<void>> {
  const found = await checkOpenAiLocal(fetch, server, signal);
  if (!found.ok) return found;
  return found.value.kind === 'ollama' ? isOllama : ok();
}

function withKey(fetch: GuardedFetch, key: string | undefined): GuardedFetch {
  if (key === undefined) return fetch;
  return (input, init = {}) => {
    const headers = new Headers(init.headers);
    headers.set('authorization', `Bearer ${key}`);
    return fetch(input, { ...init, headers });
  };
}

/** As bytes, so that the ledger knows how many leave. */
async function formOf(
  { model }: VoiceServer,
  { bytes, language }: { bytes: Uint8Array; language?: string | undefined },
): Promise<{ body: ArrayBuffer; headers: Record<string, string> }> {
  const form = new FormData();
  form.set('file', new File([wavOf(bytes)], 'sound.wav', { type: 'audio/wav' }));
  form.set('model', model);
  form.set('response_format', 'json');
  if (language !== undefined) form.set('language', language);
  const encoded = new Response(form);
  return {
    headers: { 'content-type': encoded.headers.get('content-type')! },
    body: await encoded.arrayBuffer(),
  };
}

const notThis = problem(
  'voice.not-this',
  'Something answers at this address, but not with words.',
  'Check the address, with its path, such as /v1.',
);

const isOllama = problem(
  'voice.not-this',
  'Ollama answers at this address, and it turns no sound into text.',
  'Use the address of a speech server.',
);

const tooSlow = problem(
  'voice.slow',
  'The speech model took too long over half a minute of sound.',
  'Choose a smaller model.',
);
