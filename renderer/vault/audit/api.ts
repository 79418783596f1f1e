import type { AuditEntry } from '#shared/domain/audit.ts';
import type { Result } from '#shared/lib/result.ts';
import type { Doubt } from '../books/doubts.ts';
import type { Guard } from '../guard.ts';
import type { AuditLog } from './audit-log.ts';

/** Which lines of the log are asked for: those to which all of this applies. */
export interface AuditFilter {
  memberId?: string | undefined;
  deviceId?: string | undefined;
  /** The name of a command, such as `job.schedule`. */
  command?: string | undefined;
  /** `collection/id`: what was done to this record, and to what is a part of it. */
  record?: string | undefined;
  /** `person`: somebody has done it; `assistant`, `program`: it has proposed it; a device by a rule, by any or by one of the owner's. */
  by?: 'person' | 'assistant' | 'program' | 'rule' | { ruleId: string } | undefined;
  /** Epoch milliseconds; `until` is the first moment that is not meant any more. */
  from?: number | undefined;
  until?: number | undefined;
}

/**
 * Whether the device that a line names has signed it. `other`: another one has, or one of another member. `unknown`: it
 * came in a sum of the work of several, and who has written it is not known here.
 */
export type Signature = 'named' | 'other' | 'unknown';

export interface AuditLine {
  id: string;
  /** As it was written: its id is the hash of the rest. */
  entry: AuditEntry;
  /** What an undo has taken back, or a redo repeated; not where that is in a month that is closed. */
  reversed?: string | undefined;
  signature: Signature;
}

/** Where a list of lines goes on: after this one. */
export interface AuditPlace {
  at: number;
  id: string;
}

export interface AuditPage {
  /** The newest first. */
  lines: AuditLine[];
  /** There are more after these in the open months. */
  next?: AuditPlace | undefined;
  /** Otherwise: the newest month that is closed and may hold more, such as `2026-08`. */
  earlierMonth?: string | undefined;
}

/** By what lines can be told apart: all that occurs in the open months. */
export interface AuditChoices {
  memberIds: string[];
  deviceIds: string[];
  commands: string[];
  ruleIds: string[];
}

/** What of the log is verified, and what is not as it should be. */
export interface AuditProof {
  /** In the open months. Each is, by its content, the one that was written. */
  lines: number;
  /** Lines that another device has signed than they name, and those of which nobody knows. */
  byOthers: number;
  unknown: number;
  /** Lines that are not what they were when they were written: left out. */
  refused: number;
  /** Pieces of a month that do not open or are damaged. */
  unreadable: number;
  /** Devices of which lines must exist that are not here. */
  incomplete: string[];
  doubts: Doubt[];
  /** Months that should be here and are not, and those that nobody has looked into since the start: `2026-08`. */
  missing: string[];
  closed: string[];
}

/** Who did what: the books of the audit log, read. They hold no values, and no names. */
export interface AuditApi {
  auditPage(filter: AuditFilter, limit: number, after?: AuditPlace): Promise<Result<AuditPage>>;
  auditChoices(): Promise<Result<AuditChoices>>;
  auditProof(): Promise<Result<AuditProof>>;
  /** Opens the month that `earlierMonth` names. */
  openEarlierMonth(): Promise<Result<void>>;
}

export function createAuditApi({ unlocked }: Guard<{ auditLog: AuditLog; loaded: Promise<void> }>): AuditApi {
  const asked = <T>(step: (log: AuditLog) => Promise<Result<T>>) =>
    unlocked(async ({ auditLog, loaded }) => {
      await loaded;
      return step(auditLog);
    });
  return {
    auditPage: (...question) => asked((log) => log.auditPage(...question)),
    auditChoices: () => asked((log) => log.auditChoices()),
    auditProof: () => asked((log) => log.auditProof()),
    openEarlierMonth: () => asked((log) => log.openEarlierMonth()),
  };
}
