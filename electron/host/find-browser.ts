import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { ok, problem, type Result } from '#shared/lib/result.ts';

interface System {
  platform: NodeJS.Platform;
  env: NodeJS.ProcessEnv;
  isProgram(file: string): boolean;
}

/** The program of a Chromium browser: the one that `CHROMIUM_PATH` names, else the first that is installed. */
export function findBrowser(system: System = thisSystem): Result<string> {
  const named = system.env['CHROMIUM_PATH'];
  const found = named === undefined ? candidates(system).find((file) => system.isProgram(file)) : named;
  if (found !== undefined && system.isProgram(found)) return ok(found);
  return problem(
    'host.no-browser',
    named === undefined
      ? 'Plumbline found no Chromium, Chrome or Edge on this computer.'
      : 'CHROMIUM_PATH names a program that is not there.',
    'Install one of them, or set CHROMIUM_PATH to its program.',
  );
}

function candidates({ platform, env }: System): string[] {
  if (platform === 'darwin') return macPrograms;
  if (platform === 'win32') {
    const folders = [env['PROGRAMFILES'], env['PROGRAMFILES(X86)'], env['LOCALAPPDATA']];
    return folders.flatMap((folder) =>
      folder ? windowsPrograms.map((file) => path.win32.join(folder, file)) : [],
    );
  }
  const folders = (env['PATH'] ?? '').split(':').filter(Boolean);
  return linuxPrograms.flatMap((name) => folders.map((folder) => path.posix.join(folder, name)));
}

const linuxPrograms = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge-stable',
  'microsoft-edge',
];

const macPrograms = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
];

const windowsPrograms = [
  'Google\\Chrome\\Application\\chrome.exe',
  'Chromium\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
];

const thisSystem: System = {
  platform: process.platform,
  env: process.env,
  isProgram(file) {
    try {
      accessSync(file, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  },
};
