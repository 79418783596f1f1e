import { useEffect, useState } from 'react';
import type { Demo } from '#shared/bridge/contract.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { bridge } from '#renderer/state/vault-client.ts';

/** The demo's connections, where the shell runs under the demo. */
export function useDemo(): Demo | undefined {
  const [demo, setDemo] = useState<Demo>();
  useEffect(() => {
    const ask = async () => {
      const info = await bridge().call('shell.info', {});
      if (info.ok) setDemo(info.value.demo);
    };
    ignore(ask());
  }, []);
  return demo;
}
