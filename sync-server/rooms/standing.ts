import type { Access, Membership } from '#shared/sync/membership.ts';
import { accessTo } from '#shared/sync/membership.ts';
import { closeCode } from '#shared/sync/protocol.ts';
import type { Result } from '#shared/lib/result.ts';
import { err, ok } from '#shared/lib/result.ts';
import type { RefusalCode, Session } from '../auth/sessions.ts';
import { memberOf } from '../auth/sessions.ts';
import type { Guest } from './connection.ts';

/** How a socket is closed that may not be here. */
export interface TurnedAway {
  code: number;
  reason: string;
}

const removed: TurnedAway = { code: closeCode.removed, reason: 'The device was removed.' };
const noAccess: TurnedAway = { code: closeCode.noAccess, reason: 'This room is not open to the member.' };
const epochChanged: TurnedAway = { code: closeCode.epochChanged, reason: 'The workspace has new keys.' };
const unknown: TurnedAway = {
  code: closeCode.unknownWorkspace,
  reason: 'The workspace is not known here.',
};
const tokenExpired: TurnedAway = { code: closeCode.tokenExpired, reason: 'A new token is needed.' };
export const tooMany: TurnedAway = { code: closeCode.tryAgainLater, reason: 'Too many connections.' };

const byRefusal: Partial<Record<RefusalCode, TurnedAway>> = {
  removed,
  'stale-epoch': epochChanged,
  'unknown-workspace': unknown,
};

/** What a socket that shows this session may do in a room. */
export function standingOf(
  session: Result<Session, { code: RefusalCode }>,
  room: string,
): Result<Guest, TurnedAway> {
  if (!session.ok) return err(byRefusal[session.error.code] ?? tokenExpired);
  const { device, epoch } = session.value;
  const access = session.value.access(room);
  return access === undefined ? err(noAccess) : ok({ device, epoch, access });
}

/** What a record that came meanwhile means for a socket that is in. */
export function standingUnder(
  record: Membership,
  guest: { device: string; epoch: number },
  room: string,
): Result<Access, TurnedAway> {
  const member = memberOf(record, guest.device);
  if (member === undefined) return err(removed);
  if (guest.epoch < record.epoch) return err(epochChanged);
  const access = accessTo(member, room);
  return access === undefined ? err(noAccess) : ok(access);
}
