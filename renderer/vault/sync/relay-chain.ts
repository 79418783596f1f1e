import { z } from 'zod';
import { readBase64Url } from '#shared/lib/bytes.ts';
import { parseJsonBytes } from '#shared/lib/json.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok } from '#shared/lib/result.ts';
import type { ChainPage, Membership, SignedMembership } from '#shared/sync/membership.ts';

/**
 * What a device makes of memberships that a relay shows. `taken`: they are its team now; `known`: it has nothing else;
 * `ours`: the relay's are another branch, and this device's counts; `unlinked`: nothing in them is known here, so that
 * the relay has to show it from the start; `refused`: nothing of it counts.
 */
export type ChainVerdict = 'taken' | 'known' | 'ours' | 'unlinked' | 'refused';

/** The relay that shows memberships. */
export interface ShownBy {
  /** What the newest one must be for being taken over. */
  accepts?: ((head: Membership) => boolean) | undefined;
  /** Gives it a chain that takes the place of the one which it shows. */
  put?: ((records: SignedMembership[]) => Promise<Result<void>>) | undefined;
}

/** All that a relay shows piece by piece, behind a sequence. Only the newest record comes with its seals. */
export async function collectPages(
  page: (after: number) => Promise<Result<ChainPage>>,
  start = 0,
): Promise<Result<SignedMembership[]>> {
  const records: SignedMembership[] = [];
  for (let after = start; ;) {
    const shown = await page(after);
    if (!shown.ok) return shown;
    records.push(...shown.value.records);
    const last = shown.value.records.at(-1);
    const sequence = last === undefined ? undefined : sequenceOf(last);
    if (!shown.value.more || sequence === undefined || sequence <= after) return ok(records);
    after = sequence;
  }
}

function sequenceOf({ payload }: SignedMembership): number | undefined {
  const bytes = readBase64Url(payload);
  return z.looseObject({ sequence: z.number() }).safeParse(bytes && parseJsonBytes(bytes)).data?.sequence;
}

/** Half of what a relay takes at once. Characters. */
const mostSent = 1_000_000;

/** Memberships as they are sent: a long chain takes several requests, oldest first. */
export function inParts(records: SignedMembership[]): SignedMembership[][] {
  const parts: SignedMembership[][] = [];
  let room = 0;
  for (const record of records) {
    const size = JSON.stringify(record).length;
    const last = parts.at(-1);
    if (last === undefined || size > room) parts.push([record]);
    else last.push(record);
    room = last === undefined || size > room ? mostSent - size : room - size;
  }
  return parts;
}
