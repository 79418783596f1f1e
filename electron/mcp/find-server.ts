import { randomBytes, timingSafeEqual } from 'node:crypto';
import path from 'node:path';
import { createJsonFile } from '#electron/services/json-file.ts';
import { serverFileName, serverSchema, proofOf, proofPath } from '#electron/services/programs/server-file.ts';
import { isLoopback } from '#shared/domain/egress.ts';
import { ok, problem, type Result } from '#shared/lib/result.ts';

/**
 * Where Plumbline waits for programs, by the file that it has laid into its profile. A token is told to nobody who does
 * not know that file's key: another program may have taken the port of one that has ended.
 */
export async function findServer(profiles: string[]): Promise<Result<string>> {
  for (const profile of profiles) {
    const origin = await serverOf(profile);
    if (origin !== undefined) return ok(origin);
  }
  return notOpen;
}

async function serverOf(profile: string): Promise<string | undefined> {
  const server = await createJsonFile(path.join(profile, serverFileName), serverSchema).read();
  if (server === undefined || !isLoopback(new URL(server.origin))) return undefined;
  const challenge = randomBytes(24).toString('base64url');
  try {
    const response = await fetch(`${server.origin}${proofPath}?challenge=${challenge}`, {
      redirect: 'error',
    });
    const [proof, wanted] = [Buffer.from(await response.text()), Buffer.from(proofOf(server.key, challenge))];
    return proof.length === wanted.length && timingSafeEqual(proof, wanted) ? server.origin : undefined;
  } catch {
    return undefined;
  }
}

const notOpen = problem(
  'programs.not-open',
  'Plumbline is not open on this computer, or lets no program in.',
  'Open Plumbline, and look into Settings → Programs.',
);
