import { randomBytes, timingSafeEqual } from 'node:crypto';
import path from 'node:path';
import { createJsonFile } from '#electron/services/json-file.ts';
import { doorFileName, doorSchema, proofOf, proofPath } from '#electron/services/programs/door-file.ts';
import { isLoopback } from '#shared/domain/egress.ts';
import { ok, problem, type Result } from '#shared/lib/result.ts';

/**
 * Where Plumbline waits for programs, by the file that it has laid into its profile. A token is told to nobody who does
 * not know that file's key: another program may have taken the port of one that has ended.
 */
export async function findDoor(profiles: string[]): Promise<Result<string>> {
  for (const profile of profiles) {
    const origin = await doorOf(profile);
    if (origin !== undefined) return ok(origin);
  }
  return notOpen;
}

async function doorOf(profile: string): Promise<string | undefined> {
  const door = await createJsonFile(path.join(profile, doorFileName), doorSchema).read();
  if (door === undefined || !isLoopback(new URL(door.origin))) return undefined;
  const challenge = randomBytes(24).toString('base64url');
  try {
    const response = await fetch(`${door.origin}${proofPath}?challenge=${challenge}`, { redirect: 'error' });
    const [proof, wanted] = [Buffer.from(await response.text()), Buffer.from(proofOf(door.key, challenge))];
    return proof.length === wanted.length && timingSafeEqual(proof, wanted) ? door.origin : undefined;
  } catch {
    return undefined;
  }
}

const notOpen = problem(
  'programs.not-open',
  'Plumbline is not open on this computer, or lets no program in.',
  'Open Plumbline, and look into Settings → Programs.',
);
