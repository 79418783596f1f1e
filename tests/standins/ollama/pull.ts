import type { ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Layer } from './options.ts';

/** How much of each layer is already here: a pull that was stopped goes on from there. */
export type Downloaded = Map<string, number>;

/** How many progress lines a layer takes. */
const steps = 5;

/** Streams the progress of each layer; `true` when the model is whole. */
export async function streamPull(
  response: ServerResponse,
  layers: Layer[],
  downloaded: Downloaded,
  delay: number,
): Promise<boolean> {
  const say = (line: object) => response.write(`${JSON.stringify(line)}\n`);
  response.writeHead(200, { 'content-type': 'application/x-ndjson' });
  say({ status: 'pulling manifest' });
  for (const { digest, total } of layers) {
    const status = `pulling ${digest.slice(7, 19)}`;
    // The first line of a layer carries no `completed`, as the real one's often does not.
    say({ status, digest, total });
    while ((downloaded.get(digest) ?? 0) < total) {
      await wait(delay);
      if (response.destroyed) return false;
      const completed = Math.min(total, (downloaded.get(digest) ?? 0) + Math.ceil(total / steps));
      downloaded.set(digest, completed);
      say({ status, digest, total, completed });
    }
  }
  for (const status of ['verifying sha256 digest', 'writing manifest', 'success']) say({ status });
  response.end();
  return true;
}
