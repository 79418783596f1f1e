import { useEffect, useRef, useState } from 'react';
import { proxy } from 'comlink';
import { ignore } from '#shared/lib/ignore.ts';
import { showProblem } from '#renderer/state/notices.ts';
import { vault } from '#renderer/state/vault-client.ts';
import type { ReplayRequest, ReplayRow } from '#shared/agent/replay.ts';

/** Past questions answered again. The rows live as long as the screen; nothing of them is kept. */
export function useReplay() {
  const [rows, setRows] = useState<ReplayRow[]>();
  const [running, setRunning] = useState(false);
  const turn = useRef(0);
  // Who leaves the screen does not wait for the answers.
  useEffect(() => () => ignore(vault().stopReplay()), []);

  async function start(request: ReplayRequest): Promise<void> {
    const own = ++turn.current;
    setRows([]);
    setRunning(true);
    const receive = (row: ReplayRow) => {
      if (own === turn.current) setRows((before = []) => [...before, row]);
    };
    const result = await vault().replay(request, proxy(receive));
    if (own !== turn.current) return;
    setRunning(false);
    if (!result.ok) showProblem(result.error);
  }

  return { rows, running, start, stop: () => ignore(vault().stopReplay()) };
}
