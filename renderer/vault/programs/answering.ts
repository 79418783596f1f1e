import type { ProgramAnswer, ProgramRequest } from '#shared/bridge/contract/programs.ts';
import type { ToolContext } from '#shared/assistant/read-tools.ts';
import { callReadTool, type ReadToolName } from '#shared/assistant/read-calls.ts';
import { readCall } from '#shared/assistant/write-tools.ts';
import { defaultAiSettings } from '#shared/domain/business.ts';
import type { Program, ProgramOutcome } from '#shared/domain/program.ts';
import { isJsonObject, type JsonObject } from '#shared/lib/json.ts';
import type { Problem } from '#shared/lib/result.ts';
import {
  conversationArgsSchema,
  conversationResultSchema,
  tellConversation,
} from '#shared/programs/conversation.ts';
import { createMeter, type Meter } from '#shared/programs/limits.ts';
import { createLastingRefs } from '#shared/programs/refs.ts';
import { readResultSchema, tell, type WriteResult } from '#shared/programs/results.ts';
import { type ProgramTool, statusArgsSchema, toolsOf } from '#shared/programs/tools.ts';
import { isPaused } from '#shared/records/pauses.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { type Earlier, lookBack } from '../agent/earlier.ts';
import { type BusyNow, contextOf } from '../agent/free-time.ts';
import type { Requests } from './requests.ts';
import { createVisibility } from './visible.ts';

/** An answer, and what the log says of it. */
export interface Told {
  answer: ProgramAnswer;
  outcome: ProgramOutcome;
  rows: number;
  program?: Program | undefined;
  /** Of a change that was asked for. */
  request?: string;
}

interface AnsweringDeps {
  records: RecordReader;
  requests: Requests;
  earlier: Earlier;
  busyNow: BusyNow;
  /** Whether anything may go out of this business. */
  mayGoOut(): boolean;
  /** Whether what is told can be written down. */
  mayNote(): boolean;
  /** Epoch milliseconds. */
  now(): number;
}

/** Answers programs as far as the owner has let each in. What is not allowed is said, and nothing of it done. */
export function createAnswering(deps: AnsweringDeps) {
  const { records, requests, now } = deps;
  const meters = new Map<string, Meter>();

  function meterOf(id: string): Meter {
    const meter = meters.get(id) ?? createMeter();
    meters.set(id, meter);
    return meter;
  }

  async function answer(request: ProgramRequest): Promise<Told> {
    const program = records.get('programs', request.programId);
    if (program === undefined || program.revokedAt !== undefined) return refused(problems.revoked, program);
    if (!meterOf(program.id).mayCall(program.limits, now())) return refused(problems.tooManyCalls, program);
    const business = records.get('business', 'business');
    const reason = deps.mayNote()
      ? refusal(records, program, deps.mayGoOut() && business !== undefined)
      : problems.noRoom;
    if (reason !== undefined) return refused(reason, program);
    const tool = toolsOf(program).find(({ name }) => name === request.tool);
    if (tool === undefined) return refused(problems.notGiven, program);
    const context: ToolContext = { records, business: business!, now: now() };
    return { ...(await use(tool, request.args, program, context)), program };
  }

  async function use(
    tool: ProgramTool,
    args: unknown,
    program: Program,
    context: ToolContext,
  ): Promise<Told> {
    if (tool.kind === 'status') return status(args, program);
    if (tool.kind !== 'write' && rowsLeft(program) === 0) return refused(problems.tooManyRows);
    if (tool.kind === 'conversation') return readConversation(args, program, context);
    if (tool.kind === 'read') return read(tool.name as ReadToolName, args, program, context);
    const refs = createLastingRefs(createVisibility(records, program).mayName);
    const call = readCall(tool.command!, args, refs, context);
    if (!call.ok) return refused(call.error);
    const asked = requests.ask(program.id, call.value, context);
    if (!asked.ok) return refused(asked.error);
    await requests.decided(asked.value.request);
    return decided(requests.statusOf(program.id, asked.value.request) ?? asked.value);
  }

  async function read(
    name: ReadToolName,
    args: unknown,
    program: Program,
    context: ToolContext,
  ): Promise<Told> {
    const { isTold, mayName } = createVisibility(records, program);
    const refs = createLastingRefs(mayName);
    const asked = isJsonObject(args) ? args : {};
    const closed = await lookBack(deps.earlier, { tool: name, arguments: asked }, refs);
    const withGoogle = await contextOf(deps.busyNow, { tool: name, args: asked }, context);
    const found = callReadTool(name, args ?? {}, withGoogle.context, refs);
    if (!found.ok) return refused(found.error);
    const shown = found.value.filter(isTold);
    const told = shown.slice(0, rowsLeft(program));
    const kept = found.value.length - shown.length;
    const value = readResultSchema(name).parse({
      timeZone: context.business.timeZone,
      count: told.length,
      records: tell(told, { ...context, refs, scopes: program.scopes }),
      ...(closed !== undefined && { notLookedAt: `${closed} and earlier` }),
      ...(kept > 0 && { kept }),
      ...(withGoogle.isUnread && { notAsked: 'Google Calendar did not answer' }),
    });
    return answered(value, told.length, program);
  }

  function readConversation(args: unknown, program: Program, context: ToolContext): Told {
    const parsed = conversationArgsSchema.safeParse(args);
    const { mayName } = createVisibility(records, program);
    const record = parsed.success ? createLastingRefs(mayName).recordOf(parsed.data.conversation) : undefined;
    if (!parsed.success || record?.collection !== 'conversations') return refused(problems.noConversation);
    const told = tellConversation(context, record.id, { last: parsed.data.last, most: rowsLeft(program) });
    const { timeZone } = context.business;
    const value = conversationResultSchema.parse({ timeZone, count: told.length, records: told });
    return answered(value, told.length, program);
  }

  function rowsLeft({ id, limits }: Program): number {
    return meterOf(id).rowsLeft(limits, now());
  }

  function answered(value: JsonObject, rows: number, { id }: Program): Told {
    meterOf(id).gave(rows, now());
    return { answer: { ok: true, value }, outcome: 'answered', rows };
  }

  function status(args: unknown, { id }: Program): Told {
    const parsed = statusArgsSchema.safeParse(args);
    const known = parsed.success ? requests.statusOf(id, parsed.data.request) : undefined;
    if (known === undefined) return refused(problems.noRequest);
    return { answer: { ok: true, value: { ...known } }, outcome: 'answered', rows: 0 };
  }

  return { answer };
}

function decided(result: WriteResult): Told {
  const { status: outcome, request } = result;
  return { answer: { ok: true, value: { ...result } }, outcome, rows: 0, request };
}

function refused({ code, message }: Problem, program?: Program): Told {
  return { answer: { ok: false, code, message }, outcome: 'failed', rows: 0, program };
}

/** What holds for all that a program may ask. */
function refusal(records: RecordReader, { isLocal }: Program, mayGoOut: boolean): Problem | undefined {
  if (!mayGoOut) return problems.closed;
  if (isPaused(records, 'models')) return problems.paused;
  const { localOnly } = records.get('aiSettings', 'ai') ?? defaultAiSettings;
  return localOnly && !isLocal ? problems.localOnly : undefined;
}

const problems = {
  revoked: { code: 'programs.revoked', message: 'The owner lets this program in no more.' },
  tooManyCalls: {
    code: 'programs.too-many',
    message: 'Too many calls in a minute. Wait before the next one.',
  },
  tooManyRows: {
    code: 'programs.too-many',
    message: 'Too many records in an hour. Wait before asking for more.',
  },
  noRoom: { code: 'programs.no-room', message: 'The disk of this computer is full. Nothing was told.' },
  closed: { code: 'programs.closed', message: 'This business answers no programs.' },
  paused: { code: 'programs.paused', message: 'The owner has paused models and programs. Nothing was told.' },
  localOnly: {
    code: 'programs.local-only',
    message:
      'Local only is on: only programs are answered of which the owner says that all stays on this computer.',
  },
  notGiven: { code: 'programs.not-given', message: 'The owner has not given this program that tool.' },
  noConversation: {
    code: 'agent.bad-arguments',
    message:
      'conversation: a reference such as conversation:…, as find_conversations gives it; last: 1 to 50',
  },
  noRequest: {
    code: 'programs.no-request',
    message: 'There is no such request of this program since Plumbline was unlocked.',
  },
} satisfies Record<string, Problem>;
