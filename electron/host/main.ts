import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { createWindowFiles, type WindowFiles } from '#electron/services/window/files.ts';
import { ok, problem, type Result } from '#shared/lib/result.ts';
import { runHost } from './run.ts';
import { createBridgeAuth } from './bridge-auth.ts';

/** The browser shell: `node electron/host/main.ts --profile FOLDER [--port 4500] [--no-open] [--demo FILE]`. */
await runHost(process.argv.slice(2), {
  openFiles: openWindowFiles,
  auth: createBridgeAuth({ newSecret: () => randomBytes(32).toString('base64url') }),
});

function openWindowFiles(): Result<WindowFiles> {
  try {
    return ok(createWindowFiles({ root: path.join(import.meta.dirname, '../../out/renderer') }));
  } catch {
    return problem(
      'host.not-built',
      'Plumbline’s window has not been built yet.',
      'Start it with: npm start',
    );
  }
}
