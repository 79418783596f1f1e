import { useEffect, useState } from 'react';
import { ignore } from '#shared/lib/ignore.ts';
import { isJsonObject, parseJson } from '#shared/lib/json.ts';
import { bridge } from '#renderer/state/vault-client.ts';
import type { Answers } from './answers.ts';

/** How far a first run has got: what was answered, without any secret, and the question that stood open. */
export interface Progress {
  step: string;
  answers: Partial<Answers>;
}

const nothing: Progress = { step: 'start', answers: {} };

/** What a window that was loaded anew goes on from; `undefined` until it is known. */
export function useProgress(): Progress | undefined {
  const [progress, setProgress] = useState<Progress>();
  useEffect(() => {
    const ask = async () => {
      const recalled = await bridge().call('window.recall', {});
      setProgress(recalled.ok ? progressIn(recalled.value.text) : nothing);
    };
    ignore(ask());
  }, []);
  return progress;
}

/** Passphrase and recovery words stay in this window: after a reload they are asked for, and made, anew. */
export function keepProgress(step: string, given: Answers): void {
  const answers = { ...given, passphrase: undefined, words: undefined };
  ignore(bridge().call('window.remember', { text: JSON.stringify({ step, answers }) }));
}

export function forgetProgress(): void {
  ignore(bridge().call('window.remember', { text: '' }));
}

function progressIn(text: string): Progress {
  const kept = parseJson(text);
  if (kept === undefined || !isJsonObject(kept)) return nothing;
  const { step, answers } = kept;
  if (typeof step !== 'string' || answers === undefined || !isJsonObject(answers)) return nothing;
  return { step, answers };
}
