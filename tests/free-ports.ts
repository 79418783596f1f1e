import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below those that systems give to outgoing connections: nobody takes one between two starts. */
const first = 12_000;
const last = 30_000;

/** Ports that are free now, and that browsers allow. */
export async function freePorts(count: number): Promise<number[]> {
  const found: number[] = [];
  for (let port = first + Math.floor(Math.random() * 15_000); found.length < count; port++) {
    if (port > last) throw new Error('There are not enough free ports');
    if (await isFree(port)) found.push(port);
  }
  return found;
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  const listening = once(server, 'listening').then(
    () => true,
    () => false,
  );
  server.listen({ host: '127.0.0.1', port, exclusive: true });
  if (!(await listening)) return false;
  server.close();
  await once(server, 'close');
  return true;
}
