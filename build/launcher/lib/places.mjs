import { existsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's folder. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');

export function inRoot(...parts) {
  return path.join(root, ...parts);
}

/** The Node that runs the app and its tests. It comes with the dependencies, whatever Node runs this launcher. */
export function appNode() {
  return inRoot('node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
}

/** The entry of an installed tool, so that it can be run by `appNode` on every system. */
export function toolEntry(...parts) {
  return inRoot('node_modules', ...parts);
}

/** Where the system keeps the data of its applications. */
export function defaultProfile() {
  const home = os.homedir();
  if (process.platform === 'win32') {
    return path.join(process.env.APPDATA ?? path.join(home, 'AppData', 'Roaming'), 'Plumbline');
  }
  if (process.platform === 'darwin') return path.join(home, 'Library', 'Application Support', 'Plumbline');
  return path.join(process.env.XDG_DATA_HOME ?? path.join(home, '.local', 'share'), 'Plumbline');
}

/** The first of these commands that the system knows, as a full path. */
export function findCommand(names) {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
  return names
    .flatMap((name) => folders.map((folder) => path.join(folder, name)))
    .find((file) => existsSync(file));
}
