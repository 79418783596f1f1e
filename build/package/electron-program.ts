import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** An unpacked Electron, or a stand-in for one with which all but running the app can be checked. */
export interface ElectronProgram {
  folder: string;
  isReal: boolean;
}

export function findElectronProgram(root: string): ElectronProgram {
  const folder = process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? path.join(root, 'node_modules/electron/dist');
  return existsSync(path.join(folder, 'version')) ? { folder, isReal: true } : makePlaceholder(root);
}

/** Where Electron's fuses are in its program: this text, version 1, nine fuses, each still as Electron ships it. */
const fuseWire = Buffer.concat([
  Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'),
  Buffer.from([1, 9]),
  Buffer.from('101100011'),
]);

function makePlaceholder(root: string): ElectronProgram {
  const folder = path.join(root, 'release/electron-placeholder');
  mkdirSync(path.join(folder, 'resources'), { recursive: true });
  const file = (name: string, content: string | Buffer) =>
    writeFileSync(path.join(folder, name), content, { mode: 0o755 });
  file('electron', Buffer.concat([Buffer.from('not a program\n'), fuseWire]));
  const { version } = JSON.parse(
    readFileSync(path.join(root, 'node_modules/electron/package.json'), 'utf8'),
  ) as { version: string };
  file('version', version);
  return { folder, isReal: false };
}
