import { createHash } from 'node:crypto';
import { closeSync, constants, fchmodSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { browserHostProtocol } from '#shared/bridge/browser-host.ts';
import { ok, problem, type Result } from '#shared/lib/result.ts';
import { makeOwnFolder } from './own-folder.ts';

/** A key that nobody has used for so long gives way to another one: a copy of its file is worth nothing (ms). */
export const keyLifetime = 10 * 60_000;

/** The file that opens a window: whoever can read it may use the bridge, and that is the owner alone. */
export interface KeyFile {
  /** Makes a new key and its file, in place of the ones before. Gives the file's path. */
  offer(): Result<string>;
  /** The key was used, or no window is waited for any more. */
  remove(): void;
}

/**
 * Arguments and printed lines can be read by every account of the computer, a file of ours cannot: the browser
 * is started with the file's path. Its page takes the key to the shell in the body of a form, so that it stands
 * in no address and no history.
 *
 * @param deps.origin of the window, as `http://127.0.0.1:4500`
 */
export function createKeyFile(deps: { profile: string; origin: string; newKey(): string }): KeyFile {
  let written: { file: string; rubbish: string } | undefined;
  let expiry: NodeJS.Timeout | undefined;

  function remove(): void {
    clearTimeout(expiry);
    if (written !== undefined) rmSync(written.rubbish, { recursive: true, force: true });
    written = undefined;
  }

  function offer(): Result<string> {
    remove();
    const page = keyPage(deps.origin, deps.newKey());
    written = writeInProfile(deps.profile, page) ?? writeElsewhere(page);
    if (written === undefined) return notWritten;
    expiry = setTimeout(offer, keyLifetime).unref();
    return ok(written.file);
  }

  return { offer, remove };
}

/** Its name stays the same: the browser keeps a window's place on the screen by the address that it began with. */
function writeInProfile(profile: string, page: string) {
  const folder = path.join(profile, 'window');
  if (!makeOwnFolder(folder)) return undefined;
  const file = path.join(folder, 'open.html');
  return writeNew(file, page) ? { file, rubbish: file } : undefined;
}

/** On a disk that is full the owner is let in by the system's own place for small things, which is often in memory. */
function writeElsewhere(page: string) {
  try {
    const folder = mkdtempSync(path.join(tmpdir(), 'plumbline-window-'));
    const file = path.join(folder, 'open.html');
    if (writeNew(file, page)) return { file, rubbish: folder };
    rmSync(folder, { recursive: true, force: true });
  } catch {
    // There is no such place either.
  }
  return undefined;
}

/** Writes to a file that was not there: never through a link, never into what somebody has laid out or holds open. */
function writeNew(file: string, content: string): boolean {
  const flags =
    constants.O_WRONLY |
    constants.O_CREAT |
    constants.O_EXCL |
    ((constants.O_NOFOLLOW as number | undefined) ?? 0);
  try {
    rmSync(file, { recursive: true, force: true });
    const opened = openSync(file, flags, 0o600);
    try {
      if (process.platform !== 'win32') fchmodSync(opened, 0o600);
      writeFileSync(opened, content);
      return true;
    } finally {
      closeSync(opened);
    }
  } catch {
    rmSync(file, { recursive: true, force: true });
    return false;
  }
}

const script = 'document.forms[0].submit()';
const scriptHash = createHash('sha256').update(script).digest('base64');

/** Without the script, which a browser may be told not to run, there is a button. */
function keyPage(origin: string, key: string): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta http-equiv="content-security-policy" content="default-src 'none'; script-src 'sha256-${scriptHash}'; form-action ${origin}">
<title>Plumbline</title>
<form method="post" action="${origin}${browserHostProtocol.openPath}" autocomplete="off">
<input type="hidden" name="key" value="${key}">
<noscript><button>Open Plumbline</button></noscript>
</form>
<script>${script}</script>
</html>
`;
}

const notWritten = problem(
  'host.no-key-file',
  'Plumbline cannot lay down the file that opens its window. Your data are safe.',
  'Make room on the disk, and see that the folder that --profile names is your own. Then start again.',
);
