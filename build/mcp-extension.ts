import { readFileSync } from 'node:fs';
import path from 'node:path';
import { TextReader, Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js';
import packageFile from '../package.json' with { type: 'json' };

/** What Claude Desktop and others read of an extension: https://github.com/modelcontextprotocol/mcpb (manifest 0.3). */
const manifest = {
  manifest_version: '0.3',
  name: 'plumbline',
  display_name: 'Plumbline',
  version: packageFile.version,
  description: 'Looks things up in Plumbline on this computer, and asks its owner for changes.',
  author: { name: packageFile.author },
  license: packageFile.license,
  icon: 'icon.png',
  server: {
    type: 'node',
    entry_point: 'server/index.mjs',
    mcp_config: {
      command: 'node',
      args: ['${__dirname}/server/index.mjs', '--profile', '${user_config.profile}'],
      env: { PLUMBLINE_TOKEN: '${user_config.token}' },
    },
  },
  // What there is depends on what the owner lets this program look at.
  tools_generated: true,
  user_config: {
    token: {
      type: 'string',
      title: 'Token',
      description: 'As Plumbline shows it once under Settings → Programs.',
      sensitive: true,
      required: true,
    },
    profile: {
      type: 'directory',
      title: 'Folder of Plumbline’s data',
      description: 'Only where they do not lie at the usual place.',
      required: false,
      default: '',
    },
  },
  compatibility: { platforms: ['darwin', 'win32', 'linux'], runtimes: { node: '>=20' } },
};

/** The bundle for assistants that install one (`.mcpb`): the line over stdio in one file, and what has to be asked. */
export async function packExtension(root: string, server: string): Promise<Uint8Array> {
  const zip = new ZipWriter(new Uint8ArrayWriter());
  await zip.add('manifest.json', new TextReader(JSON.stringify(manifest, undefined, 2)));
  await zip.add('icon.png', new Uint8ArrayReader(readFileSync(path.join(root, 'build/package/icon.png'))));
  await zip.add(manifest.server.entry_point, new TextReader(server));
  return zip.close();
}
