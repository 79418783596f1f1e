import { createHmac, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { createJsonFile } from '../json-file.ts';

export const serverFileName = 'programs-server.json';

/** Where the server is now, and the key by which it is told from another program on its port. */
export const serverSchema = z.object({ origin: z.url(), key: z.string().min(40).max(100) });

export function createServerFile(file: string) {
  const json = createJsonFile(file, serverSchema);
  let key: string | undefined;
  return {
    async write(origin: string): Promise<void> {
      key = randomBytes(32).toString('base64url');
      await json.write({ origin, key });
    },
    async remove(): Promise<void> {
      key = undefined;
      await json.remove();
    },
    /** Shows that this is who has written the file, without saying its key. */
    prove: (challenge: string): string | undefined =>
      key === undefined ? undefined : proofOf(key, challenge),
  };
}

/** What only who knows the key can say to a challenge. */
export function proofOf(key: string, challenge: string): string {
  return createHmac('sha256', key).update(`plumbline programs\0${challenge}`).digest('base64url');
}

/** The path under which the server proves itself: no token is told to it before. */
export const proofPath = '/proof';
