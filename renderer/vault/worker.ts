import { expose, proxy, type Remote } from 'comlink';
import { webCrypto } from '#shared/crypto/web-crypto.ts';
import { systemTimers } from '#shared/lib/system-timers.ts';
import { bridgeFromWindow, type WorkerBridge } from '#renderer/platform/worker-bridge.ts';
import { keepFailures } from '#renderer/platform/failures.ts';
import { createVault } from './vault.ts';

/** What the worker offers the window: the vault, once it has been given the way to the shell. */
expose({
  start(remote: Remote<WorkerBridge>) {
    const bridge = bridgeFromWindow(remote);
    keepFailures(bridge, 'worker');
    const vault = createVault({
      bridge,
      crypto: webCrypto(crypto),
      databaseName: 'plumbline',
      now: Date.now,
      timers: systemTimers,
      random: Math.random,
      schemas: SCHEMAS_DIGEST,
    });
    return proxy(vault);
  },
});
