import path from 'node:path';
import { TextWriter, Uint8ArrayReader, ZipReader } from '@zip.js/zip.js';
import { expect, test } from 'vitest';
import { packExtension } from './mcp-extension.ts';

test('The extension asks for the token as for a secret, and starts the file that it holds', async () => {
  const packed = await packExtension(path.join(import.meta.dirname, '..'), 'export {};\n');
  const files = await new ZipReader(new Uint8ArrayReader(packed)).getEntries();
  const names = files.map(({ filename }) => filename);
  const told = files.find(({ filename }) => filename === 'manifest.json');
  if (told === undefined || told.directory) throw new Error('There is no manifest');
  const { server, user_config: asked, icon } = JSON.parse(await told.getData(new TextWriter()));
  expect(names).toContain(server.entry_point);
  expect(names).toContain(icon);
  expect(server.mcp_config.args[0]).toBe(`\${__dirname}/${server.entry_point}`);
  expect(asked.token).toMatchObject({ sensitive: true, required: true });
  expect(server.mcp_config.env).toEqual({ PLUMBLINE_TOKEN: '${user_config.token}' });
});
