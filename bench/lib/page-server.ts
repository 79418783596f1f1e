import { createServer } from 'node:http';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { contentPolicy } from '#electron/services/window/content-policy.ts';

const types: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

/** What a page of a benchmark gives its inline styles. */
const nonce = 'bench';

/** Serves a built page from a folder on a free loopback port, under the policy that the product's window has. */
export async function servePage(folder: string): Promise<{ url: string; close(): void }> {
  const server = createServer((request, response) => {
    const name = path.basename(request.url === '/' ? '/index.html' : (request.url ?? ''));
    const file = path.join(folder, name.endsWith('.html') ? '' : 'assets', name);
    readFile(file).then(
      (content) =>
        response
          .setHeader('content-type', types[path.extname(name)] ?? 'application/octet-stream')
          .setHeader('content-security-policy', contentPolicy(nonce))
          .end(content),
      () => response.writeHead(404).end(),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
