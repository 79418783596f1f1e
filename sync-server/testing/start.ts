import { Writable } from 'node:stream';
import pino from 'pino';
import type { ServerDeps } from '../server.ts';
import { serveRelay } from '../server.ts';
import { temporaryFolder } from './relay-process.ts';
import { storeFor } from './store.ts';

/** A relay inside the test's own process, for what needs other limits or another clock. */
export async function startRelay(deps: Partial<ServerDeps> = {}) {
  const dataFolder = deps.dataFolder ?? (await temporaryFolder());
  let output = '';
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      output += chunk.toString();
      done();
    },
  });
  const log = pino({ level: 'debug' }, sink);
  const store = await storeFor(dataFolder);
  const relay = await serveRelay({ host: '127.0.0.1', port: 0, dataFolder, log, ...store, ...deps });
  return { ...relay, dataFolder, output: () => output };
}
