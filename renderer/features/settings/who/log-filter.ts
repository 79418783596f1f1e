import { boundsOf } from '#shared/domain/local-time.ts';
import type { AuditFilter } from '#renderer/vault/audit/api.ts';

/** What is chosen above the log; days as `2026-11-30`, empty where none is. */
export interface LogFilter {
  memberId: string | null;
  deviceId: string | null;
  command: string | null;
  /** `person`, `assistant`, `program`, `rule`, or the id of a rule. */
  by: string | null;
  from: string;
  to: string;
}

export const noFilter: LogFilter = {
  memberId: null,
  deviceId: null,
  command: null,
  by: null,
  from: '',
  to: '',
};

/** Whether the last day is before the first: no line fits. */
export function hasDaysWrong({ from, to }: LogFilter): boolean {
  return from !== '' && to !== '' && to < from;
}

/** The same as the vault is asked: whole days where the business is. `record`: see `AuditFilter`. */
export function asAsked(
  { memberId, deviceId, command, by, from, to }: LogFilter,
  record: string | undefined,
  timeZone: string,
): AuditFilter {
  return {
    ...(memberId !== null && { memberId }),
    ...(deviceId !== null && { deviceId }),
    ...(command !== null && { command }),
    ...(by !== null && { by: isKind(by) ? by : { ruleId: by } }),
    ...(from !== '' && { from: boundsOf(from, timeZone).start }),
    ...(to !== '' && { until: boundsOf(to, timeZone).end }),
    ...(record !== undefined && { record }),
  };
}

function isKind(by: string): by is 'person' | 'assistant' | 'program' | 'rule' {
  return by === 'person' || by === 'assistant' || by === 'program' || by === 'rule';
}
