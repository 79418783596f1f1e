import { useEffect, useRef, useState } from 'react';
import { proxy } from 'comlink';
import type { ChatMessage, ModelAnswer, ModelFailure, Skipped } from '#shared/agent/model-port.ts';
import type { Receipt } from '#shared/domain/model-provider.ts';
import { ignore } from '#shared/lib/ignore.ts';
import type { Problem, Result } from '#shared/lib/result.ts';
import { vault } from '#renderer/state/vault-client.ts';

export interface Turn {
  role: 'user' | 'assistant';
  text: string;
  /** What the models hear of it in later turns; nothing of an answer that failed. */
  message?: ChatMessage;
  answeredBy?: ModelAnswer['answeredBy'];
  usage?: ModelAnswer['usage'];
  receipts: Receipt[];
  skipped: Skipped[];
  problem?: Problem;
  stopped?: boolean;
}

const blank = { text: '', receipts: [], skipped: [] };

/** The chat for trying models out. It lives as long as the screen; nothing of it is kept. */
export function useTestChat() {
  const [turns, setTurns] = useState<Turn[]>([]);
  const [running, setRunning] = useState(false);
  const current = useRef<Turn[]>([]);
  const show = (next: Turn[]) => {
    current.current = next;
    setTurns(next);
  };
  const changeLast = (change: (last: Turn) => Turn) =>
    show([...current.current.slice(0, -1), change(current.current.at(-1)!)]);
  // Who leaves the screen does not wait for the answer.
  useEffect(() => () => ignore(vault().stopModelChat()), []);

  async function send(text: string, only: string | undefined): Promise<void> {
    const message: ChatMessage = { role: 'user', content: text };
    const said = current.current.flatMap((turn) => turn.message ?? []);
    show([...current.current, { ...blank, role: 'user', text, message }, { ...blank, role: 'assistant' }]);
    setRunning(true);
    const onText = proxy((piece: string) => changeLast((last) => ({ ...last, text: last.text + piece })));
    const result = await vault().chatWithModel({ messages: [...said, message], only }, onText);
    setRunning(false);
    changeLast((last) => ended(last, result));
  }

  return { turns, running, send, clear: () => show([]) };
}

function ended(turn: Turn, result: Result<ModelAnswer, ModelFailure>): Turn {
  if (result.ok) {
    const { text, answeredBy, usage, receipts, skipped } = result.value;
    return {
      ...turn,
      text,
      answeredBy,
      usage,
      receipts,
      skipped,
      message: { role: 'assistant', content: text },
    };
  }
  const { partial, answeredBy, receipts, skipped, ...problem } = result.error;
  const stopped = problem.code === 'bridge.aborted';
  const others = skipped.filter((each) => each.problem.message !== problem.message);
  return { ...turn, text: partial, answeredBy, receipts, skipped: others, problem, stopped };
}
