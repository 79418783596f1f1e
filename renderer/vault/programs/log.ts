import type { ProgramRequest } from '#shared/bridge/contract/programs.ts';
import type { EgressEntry } from '#shared/domain/egress.ts';
import type { ProgramCall, ProgramOutcome } from '#shared/domain/program.ts';
import { utf8 } from '#shared/lib/bytes.ts';
import type { JsonObject } from '#shared/lib/json.ts';
import { fieldsOf } from '#shared/programs/redact.ts';
import type { Change } from '#shared/records/change.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { egressChange } from '../egress-ledger.ts';
import type { Told } from './answering.ts';

/** So many calls are kept; the oldest go. */
const mostKept = 2000;
/** As long as the collection says (ms). */
const longestKept = 365 * 86_400_000;

/**
 * The log of programs on this device, and their lines in its ledger. Like the ledger it is bookkeeping of the machine: no
 * command, and in no audit log.
 */
export function createProgramLog(deps: {
  records: RecordReader;
  apply(changes: Change[]): void;
  newId(): string;
}) {
  const { records, apply } = deps;
  /** The lines that wait for an owner's word, by what was asked for. */
  const open = new Map<string, string[]>();

  function note(request: ProgramRequest, told: Told, at: { from: number; to: number }): void {
    const { answer, outcome, rows, program } = told;
    const { id, way, tool, saysItIs } = request;
    const call: ProgramCall = {
      id,
      at: at.from,
      programId: request.programId,
      way,
      tool,
      fields: fieldsOf(request.args),
      outcome,
      rows,
      milliseconds: Math.max(0, at.to - at.from),
      ...(saysItIs !== undefined && { saysItIs }),
      ...(!answer.ok && { code: answer.code.slice(0, 80) }),
    };
    if (outcome === 'waiting' && told.request !== undefined)
      open.set(told.request, [...(open.get(told.request) ?? []), id]);
    const line = {
      collection: 'programCalls' as const,
      id,
      path: [],
      before: undefined,
      after: call as JsonObject,
    };
    const ledger =
      program === undefined ? [] : [egressChange(ledgerLine(request, told, program.name, at.to))];
    apply([line, ...ledger, ...tooOld(at.to)]);
  }

  function ledgerLine(
    { way }: ProgramRequest,
    { answer, program }: Told,
    name: string,
    at: number,
  ): EgressEntry {
    const bytes = answer.ok ? utf8(JSON.stringify(answer.value)).length : 0;
    const entry = {
      id: deps.newId(),
      at,
      purpose: 'program' as const,
      origin: `program:${name}`,
      method: way.toUpperCase(),
      bytes,
      stays: program?.isLocal === true,
    };
    return answer.ok ? { ...entry, allowed: true } : { ...entry, allowed: false, reason: answer.message };
  }

  /** What had to wait is decided now. */
  function decided(requestId: string, after: ProgramOutcome): void {
    const ids = open.get(requestId) ?? [];
    open.delete(requestId);
    settle(
      ids.filter((id) => records.get('programCalls', id) !== undefined),
      after,
    );
  }

  /** What waited when Plumbline was locked waits no more. */
  function endOfBefore(): void {
    const known = new Set([...open.values()].flat());
    const left = [...records.all('programCalls')].filter(
      ({ id, outcome }) => outcome === 'waiting' && !known.has(id),
    );
    settle(
      left.map(({ id }) => id),
      'expired',
    );
  }

  function settle(ids: string[], after: ProgramOutcome): void {
    if (ids.length === 0) return;
    apply(ids.map((id) => ({ collection: 'programCalls', id, path: ['outcome'], before: 'waiting', after })));
  }

  function tooOld(now: number): Change[] {
    const newestFirst = [...records.all('programCalls')].toSorted((a, b) => b.at - a.at);
    const old = newestFirst.filter(({ at }, i) => i >= mostKept - 1 || at < now - longestKept);
    return old.map(({ id }) => ({
      collection: 'programCalls',
      id,
      path: [],
      before: undefined,
      after: undefined,
    }));
  }

  return { note, decided, endOfBefore };
}
