import { runHost } from '#electron/host/run.ts';
import type { BridgeAuth } from '#electron/host/bridge-auth.ts';
import { ok } from '#shared/lib/result.ts';

/** The browser shell of `npm run dev`: the product's bridge behind Vite, which serves the window. */
await runHost(process.argv.slice(2), {
  openFiles: () => ok({ answer: async () => ({ status: 404, headers: {}, body: '' }) }),
  auth: authOf(process.env['PLUMBLINE_DEVELOPMENT_KEY'] ?? ''),
});

/** The window keeps its token in its tab, and this process is a new one after each change. */
function authOf(key: string): BridgeAuth {
  const isKey = (candidate: unknown) => key !== '' && candidate === key;
  const exchange = (candidate: unknown) => (isKey(candidate) ? key : undefined);
  return { key, exchange, accepts: isKey, renew: () => key };
}
