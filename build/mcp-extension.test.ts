import path from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { packExtension } from './mcp-extension.ts';

test('The extension asks for the token as for a secret, and starts the file that it holds', () => {
  const files = unzipSync(packExtension(path.join(import.meta.dirname, '..'), 'export {};\n'));
  const { server, user_config: asked, icon } = JSON.parse(strFromU8(files['manifest.json']!));
  expect(Object.keys(files)).toContain(server.entry_point);
  expect(Object.keys(files)).toContain(icon);
  expect(server.mcp_config.args[0]).toBe(`\${__dirname}/${server.entry_point}`);
  expect(asked.token).toMatchObject({ sensitive: true, required: true });
  expect(server.mcp_config.env).toEqual({ PLUMBLINE_TOKEN: '${user_config.token}' });
});
