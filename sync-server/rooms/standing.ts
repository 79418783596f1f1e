import type { Membership } from '#shared/sync/membership.ts';
import { accessTo } from '#shared/sync/membership.ts';
import { closeCode } from '#shared/sync/protocol.ts';
import type { Result } from '#shared/lib/result.ts';
import { err, ok } from '#shared/lib/result.ts';
import type { RefusalCode, Session } from '../auth/sessions.ts';
import { memberOf } from '../auth/sessions.ts';
import type { Opens } from './line.ts';

/** How a socket or one of its channels is closed that may not be here. */
export interface TurnedAway {
  code: number;
  reason: string;
}

const removed: TurnedAway = { code: closeCode.removed, reason: 'The device was removed.' };
const epochChanged: TurnedAway = { code: closeCode.epochChanged, reason: 'The workspace has new keys.' };
const unknown: TurnedAway = {
  code: closeCode.unknownWorkspace,
  reason: 'The workspace is not known here.',
};
const tokenExpired: TurnedAway = { code: closeCode.tokenExpired, reason: 'A new token is needed.' };
export const tooMany: TurnedAway = { code: closeCode.tryAgainLater, reason: 'Too many connections.' };
export const noAccess: TurnedAway = {
  code: closeCode.noAccess,
  reason: 'This room is not open to the member.',
};
export const tooManyRooms: TurnedAway = { code: closeCode.full, reason: 'Too many rooms on one socket.' };

const byRefusal: Partial<Record<RefusalCode, TurnedAway>> = {
  removed,
  'stale-epoch': epochChanged,
  'unknown-workspace': unknown,
};

/** Who may come in with this session. */
export function standingOf(session: Result<Session, { code: RefusalCode }>): Result<Session, TurnedAway> {
  return session.ok ? session : err(byRefusal[session.error.code] ?? tokenExpired);
}

/** What a record that came meanwhile opens to a device that is in. */
export function standingUnder(
  record: Membership,
  guest: { device: string; epoch: number },
): Result<Opens, TurnedAway> {
  const member = memberOf(record, guest.device);
  if (member === undefined) return err(removed);
  if (guest.epoch < record.epoch) return err(epochChanged);
  return ok((room) => accessTo(member, room));
}
