import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

/** Where Ollama's installers put it, besides the search path. */
const usualPlaces: Partial<Record<NodeJS.Platform, (home: string, env: NodeJS.ProcessEnv) => string[]>> = {
  linux: (home) => ['/usr/local/bin', '/usr/bin', '/snap/bin', join(home, '.local/bin')],
  darwin: (home) => [
    '/usr/local/bin',
    '/opt/homebrew/bin',
    '/Applications/Ollama.app/Contents/Resources',
    join(home, 'Applications/Ollama.app/Contents/Resources'),
  ],
  win32: (home, env) => [join(env['LOCALAPPDATA'] ?? join(home, 'AppData/Local'), 'Programs/Ollama')],
};

/** Whether Ollama is installed here: on the search path or in one of the usual places. */
export async function findOllama(
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): Promise<boolean> {
  const home = env['HOME'] ?? env['USERPROFILE'] ?? '';
  const searched = (env['PATH'] ?? env['Path'] ?? '').split(delimiter).filter(Boolean);
  const folders = [...searched, ...(usualPlaces[platform]?.(home, env) ?? [])];
  const name = platform === 'win32' ? 'ollama.exe' : 'ollama';
  const found = await Promise.all(folders.map((folder) => isExecutable(join(folder, name))));
  return found.includes(true);
}

async function isExecutable(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
