import { randomBytes } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { toBase64Url } from '#shared/lib/bytes.ts';

/** The token with which the next workspace is made, and only that one. */
export interface OperatorToken {
  current(): string;
  /** Puts another one in its place. */
  renew(): Promise<void>;
}

const pattern = /^\S{16,}$/;

/** Where the operator finds it, in the data folder. Only the file's owner may read it. */
export const operatorTokenFile = 'workspace-token';

async function readToken(file: string): Promise<string | undefined> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return pattern.test(text.trim()) ? text.trim() : undefined;
}

/** Reads the token of the data folder, and makes one where there is none or it was used before. */
export async function keepOperatorToken(
  folder: string,
  wasUsed: (token: string) => Promise<boolean>,
): Promise<OperatorToken> {
  const file = join(folder, operatorTokenFile);
  let token = '';

  async function renew(): Promise<void> {
    token = toBase64Url(randomBytes(24));
    await writeFile(`${file}.new`, `${token}\n`, { mode: 0o600, flush: true });
    await rename(`${file}.new`, file);
  }

  const found = await readToken(file);
  if (found === undefined || (await wasUsed(found))) await renew();
  else token = found;
  return { current: () => token, renew };
}
