import type { Compartment } from '#shared/domain/collections.ts';
import type { PlannedJob, Visit } from '#shared/domain/visit.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { Finding } from '#shared/invariants/invariant.ts';
import type { Right } from '#renderer/state/session.ts';
import type { LateDevice } from '#renderer/vault/team/api.ts';

/** What Today is computed from. */
export interface TodaySources {
  records: RecordReader;
  /** All jobs with their visits, put together once for everybody who asks. */
  jobs: readonly PlannedJob[];
  /** What two devices have broken together and this member may settle. */
  findings: readonly Finding[];
  /** What devices have written too late and this member may take over. */
  lateWork: readonly LateDevice[];
  viewer: {
    memberId: string | undefined;
    /** Under which ids visits name this member. */
    staffIds: ReadonlySet<string>;
    /** Others' visits are none of their business. */
    seesOwnVisitsOnly: boolean;
    right(compartment: Compartment): Right;
  };
  /** Epoch milliseconds. */
  now: number;
  timeZone: string;
}

/** Whether this member has to do with a visit. */
export function concerns({ staffIds }: Visit, { viewer }: TodaySources): boolean {
  if (!viewer.seesOwnVisitsOnly || staffIds === undefined) return true;
  return staffIds.some((id) => viewer.staffIds.has(id));
}

/** Whether something is left to this member: theirs or nobody's. */
export function isFor(memberId: string | undefined, { viewer }: TodaySources): boolean {
  return memberId === undefined || memberId === viewer.memberId;
}
