import { chmodSync, lstatSync, mkdirSync, statSync, type Stats } from 'node:fs';

/**
 * Makes a folder, with those above it, into which only this account can look. One that another account made, or
 * a link in its place, is not taken. On Windows a folder has the rights of the one that it lies in: that of the
 * user's own data is closed to other accounts.
 *
 * @param may.link whether the folder's own name may be a link, as the owner may have laid it out
 * @returns whether it is there and ours
 */
export function makeOwnFolder(folder: string, may: { link: boolean } = { link: false }): boolean {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const found = may.link ? statSync(folder) : lstatSync(folder);
    if (!found.isDirectory() || !isOurs(found)) return false;
    // A umask takes rights away, and a folder that was there may have too many.
    if (process.platform !== 'win32' && (found.mode & 0o777) !== 0o700) chmodSync(folder, 0o700);
    return true;
  } catch {
    return false;
  }
}

/** `root` may do as it likes: a container runs as it over the folder of another account. */
function isOurs({ uid }: Stats): boolean {
  const account = process.getuid?.();
  return account === undefined || account === 0 || uid === account;
}
