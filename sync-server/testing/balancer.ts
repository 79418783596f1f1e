import { once } from 'node:events';
import type { Socket } from 'node:net';
import { connect, createServer } from 'node:net';

/** A small proxy in front of several relays: each connection goes to the next one that answers. */
export async function startBalancer(urls: string[]) {
  const open = new Set<Socket>();
  let turn = 0;

  function join(client: Socket, triesLeft: number): void {
    const target = new URL(urls[turn++ % urls.length]!);
    const upstream = connect(Number(target.port), target.hostname);
    upstream.once('connect', () => client.pipe(upstream).pipe(client));
    upstream.on('error', () => {
      if (upstream.connecting && triesLeft > 0) join(client, triesLeft - 1);
      else client.destroy();
    });
    upstream.on('close', () => (upstream.bytesRead > 0 || triesLeft === 0) && client.destroy());
    client.on('close', () => upstream.destroy());
    open.add(upstream);
  }

  const server = createServer((client) => {
    open.add(client);
    client.on('error', () => client.destroy());
    join(client, urls.length);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  return {
    url: `http://127.0.0.1:${port}`,
    async stop() {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
