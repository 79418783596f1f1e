import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { appNode, inRoot, toolEntry } from './places.mjs';
import { appEnvironment, runQuietly } from './run.mjs';
import { say } from './say.mjs';

const downloadLimit = 120_000;
const retryAfter = 24 * 60 * 60 * 1000;

/** The Electron program, or the reason why this machine runs Plumbline in a browser window instead. */
export async function findElectron() {
  if (process.platform === 'linux') {
    if (!process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return { reason: 'there is no display' };
    // Chromium's sandbox cannot protect a process of root, and Plumbline does not run without it.
    if (process.getuid?.() === 0) return { reason: 'Electron does not run as root' };
  }
  const found = binary();
  if (found !== undefined) return { binary: found };
  await download();
  const downloaded = binary();
  return downloaded === undefined
    ? { reason: 'its program could not be downloaded' }
    : { binary: downloaded };
}

function binary() {
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? toolEntry('electron', 'dist');
  const named = toolEntry('electron', 'path.txt');
  const name = existsSync(named) ? readFileSync(named, 'utf8') : platformName();
  const file = path.join(folder, name);
  return existsSync(file) ? file : undefined;
}

function platformName() {
  if (process.platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron';
  return process.platform === 'win32' ? 'electron.exe' : 'electron';
}

/** Tried once a day at most, so that a machine without access to the download host still starts at once. */
async function download() {
  const tried = inRoot('node_modules', '.plumbline-electron-tried');
  if (existsSync(tried) && Date.now() - statSync(tried).mtimeMs < retryAfter) return;
  say('Downloading Electron, once (about 120 MB, at most two minutes) …');
  writeFileSync(tried, '');
  await runQuietly(appNode(), [toolEntry('electron', 'install.js')], {
    env: appEnvironment(),
    timeout: downloadLimit,
  });
}
