import type { Bridge } from '#shared/bridge/bridge.ts';
import type { ProgramServerState, ProgramRequest } from '#shared/bridge/contract/programs.ts';
import { usualProgramPort } from '#shared/domain/program.ts';
import type { Work } from '#shared/lib/async.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { equalJson } from '#shared/lib/json.ts';
import type { Result } from '#shared/lib/result.ts';
import type { Change } from '#shared/records/change.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { Earlier } from '../agent/earlier.ts';
import type { BusyNow } from '../agent/free-time.ts';
import type { RecordChanges } from '../books/record-changes.ts';
import type { CommandDone } from '../commands/api.ts';
import { createAnswering } from './answering.ts';
import type { ProgramsApi, ProgramsView } from './api.ts';
import { createProgramLog } from './log.ts';
import { createRequests } from './requests.ts';

export interface ProgramsDeps {
  bridge: Bridge;
  records: RecordReader;
  changes: Pick<RecordChanges, 'on'>;
  /** Writes down what no command does, where there is room. */
  apply(changes: Change[]): void;
  /** Whether there is room: nothing is told of which nothing could be written down. */
  mayNote(): boolean;
  /** Runs a command that the owner has approved; the audit log says that a program proposed it. */
  run(command: string, args: unknown): Promise<Result<CommandDone>>;
  earlier: Earlier;
  busyNow: BusyNow;
  mayGoOut(): boolean;
  work: Work;
  /** Epoch milliseconds. */
  now(): number;
  newId(): string;
  emit(event: { type: 'programs'; programs: ProgramsView }): void;
}

export interface Programs extends ProgramsApi {
  /** Others may be let in than before, or nobody any more. */
  wake(): void;
}

/** A shell that does not answer is asked again after so long (ms). */
const again = 5000;
/** The port of another program may be free again after so long (ms). */
const freeAgain = 30_000;

/** Programs of this computer: the shell opens the server and tells them apart, here is decided what each is told. */
export function createPrograms(deps: ProgramsDeps): Programs {
  const { bridge, records, work, now } = deps;
  let server: ProgramServerState = { state: 'closed' };
  let wanted: ReturnType<typeof whom> | undefined;
  let isServing = false;
  const look = work.singleFlight(open);
  const retry = work.alarm(look);
  const log = createProgramLog(deps);
  const requests = createRequests({ ...deps, onChange: tellWindow, onDecided: log.decided });
  const { answer } = createAnswering({ ...deps, requests });

  function letIn() {
    if (!deps.mayGoOut()) return [];
    return [...records.all('programs')].filter(({ revokedAt }) => revokedAt === undefined);
  }

  function whom() {
    const programs = letIn().map(({ id, tokenHash, scopes, proposes }) => ({
      id,
      tokenHash,
      scopes,
      proposes,
    }));
    return { port: records.get('programServers', 'server')?.port ?? usualProgramPort, programs };
  }

  async function open(): Promise<void> {
    if (wanted === undefined) log.endOfBefore();
    const next = whom();
    requests.drop((id) => next.programs.some((each) => each.id === id));
    if (next.programs.length > 0 && !isServing) ignore(serve());
    if (wanted !== undefined && equalJson(wanted, next)) return;
    const opened = await bridge.call('programs.open', next);
    wanted = opened.ok ? next : undefined;
    server = opened.ok ? opened.value : { state: 'closed' };
    if (server.state === 'busy') {
      wanted = undefined;
      retry.set(freeAgain);
    }
    tellWindow();
  }

  /** Not counted as under way: it is open as long as the workspace is. */
  async function serve(): Promise<void> {
    isServing = true;
    await bridge.stream('programs.serve', {}, (request) => ignore(take(request)), work.signal);
    isServing = false;
    wanted = undefined;
    if (letIn().length > 0) retry.set(again);
  }

  async function take(request: ProgramRequest): Promise<void> {
    const from = now();
    const told = await answer(request);
    if (work.isOver) return;
    log.note(request, told, { from, to: now() });
    await bridge.call('programs.answer', { id: request.id, answer: told.answer });
  }

  function tellWindow(): void {
    deps.emit({ type: 'programs', programs: { server, requests: requests.cards() } });
  }

  deps.changes.on(['programs', 'programServers'], look);
  return { wake: look, decideProgramRequest: requests.decide };
}
