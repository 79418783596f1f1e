import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createBridgeAuth } from '#electron/host/bridge-auth.ts';
import { runHost } from '#electron/host/run.ts';
import { ok } from '#shared/lib/result.ts';
import { developmentPort } from './places.ts';

/**
 * The browser shell of `npm run dev`: the product's bridge behind Vite, which serves the window. The window keeps its
 * token in its tab, and this process is a new one after each change: it is handed the token at its standard input,
 * which nobody else can read.
 */
await runHost(process.argv.slice(2), {
  openFiles: () => ok({ answer: async () => ({ status: 404, headers: {}, body: '' }) }),
  auth: createBridgeAuth({
    newSecret: () => randomBytes(32).toString('base64url'),
    token: readFileSync(0, 'utf8'),
  }),
  origin: `http://127.0.0.1:${developmentPort()}`,
});
