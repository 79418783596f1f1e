import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { BlobReader, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js';
import type { Page } from '@playwright/test';

const types: Record<string, string> = { html: 'text/html', js: 'text/javascript', css: 'text/css' };

/** A web server of the owner's own, on which the saved page stands as it is. */
export async function serveSaved(owner: Page): Promise<{ url: string; close(): Promise<void> }> {
  const downloading = owner.waitForEvent('download');
  await owner.getByRole('button', { name: 'Save the page as a folder' }).click();
  const zip = readFileSync(await (await downloading).path());
  const files = new Map<string, Uint8Array>();
  for (const entry of await new ZipReader(new BlobReader(new Blob([new Uint8Array(zip)]))).getEntries())
    if (!entry.directory) files.set(entry.filename, await entry.getData(new Uint8ArrayWriter()));
  return serveSite(Object.fromEntries(files));
}

/** A web server of the owner's own, with these files. */
export async function serveSite(
  files: Record<string, string | Uint8Array>,
): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    const name = new URL(request.url ?? '/', 'http://x').pathname.slice(1) || 'index.html';
    const content = files[name];
    const type = types[name.split('.').at(-1)!] ?? 'application/octet-stream';
    if (content === undefined) response.writeHead(404).end();
    else response.writeHead(200, { 'content-type': type }).end(content);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => void server.close(resolve));
    },
  };
}
