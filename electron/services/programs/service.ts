import { timingSafeEqual } from 'node:crypto';
import path from 'node:path';
import { z } from 'zod';
import type { CallHandlers, StreamHandlers } from '#shared/bridge/bridge.ts';
import {
  knownProgramSchema,
  type KnownProgram,
  type ProgramServerState,
} from '#shared/bridge/contract/programs.ts';
import { programTokenHash } from '#shared/domain/program.ts';
import { createSequencer } from '#shared/lib/async.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { isPlainJson } from '#shared/lib/json.ts';
import { ok } from '#shared/lib/result.ts';
import { createJsonFile } from '../json-file.ts';
import { createServerFile, serverFileName } from './server-file.ts';
import { createWorkspaceConnection } from './workspace-connection.ts';
import type { ProgramServer } from './server.ts';

const keptSchema = z.object({ port: z.int().min(0).max(65_535), programs: z.array(knownProgramSchema) });
type Kept = z.infer<typeof keptSchema>;

const nobody: Kept = { port: 0, programs: [] };

export interface ProgramsService {
  calls: Pick<CallHandlers, 'programs.open' | 'programs.answer'>;
  streams: Pick<StreamHandlers, 'programs.serve'>;
  /** Opens the server for those who were let in before, so that they hear that Plumbline is locked. */
  start(): void;
  /** Takes away what is kept of programs. */
  remove(): Promise<void>;
  close(): Promise<void>;
}

/** The server for programs of this computer. Who may enter is decided in the workspace; here they are told apart. */
export function createProgramsService(deps: {
  profile: string;
  version: string;
  newId(): string;
}): ProgramsService {
  const file = createJsonFile(path.join(deps.profile, 'programs.json'), keptSchema);
  const serverFile = createServerFile(path.join(deps.profile, serverFileName));
  const workspace = createWorkspaceConnection();
  const inTurn = createSequencer();
  let known = nobody;
  let server: ProgramServer | undefined;
  let state: ProgramServerState = { state: 'closed' };

  const find = (id: string): KnownProgram | undefined => known.programs.find((each) => each.id === id);

  function programOf(token: string): string | undefined {
    const hash = Buffer.from(programTokenHash(token));
    return known.programs.find(({ tokenHash }) => {
      const kept = Buffer.from(tokenHash);
      return kept.length === hash.length && timingSafeEqual(kept, hash);
    })?.id;
  }

  async function open(next: Kept): Promise<ProgramServerState> {
    const isSamePlace = server !== undefined && next.port === known.port && next.programs.length > 0;
    known = next;
    if (isSamePlace) return state;
    await shut();
    if (next.programs.length === 0) return (state = { state: 'closed' });
    // MCP's library, and all commands, are read in where somebody is let in.
    const [{ startProgramServer }, { toolsOf }] = await Promise.all([
      import('./server.ts'),
      import('#shared/programs/tools.ts'),
    ]);
    const started = await startProgramServer(
      {
        version: deps.version,
        programOf,
        prove: serverFile.prove,
        tools(id) {
          const program = find(id);
          return program === undefined ? [] : toolsOf(program);
        },
        call: ({ args, saysItIs, ...call }) =>
          workspace.ask({
            ...call,
            id: deps.newId(),
            args: isPlainJson(args) ? args : null,
            ...(saysItIs && { saysItIs: saysItIs.slice(0, 80) }),
          }),
      },
      next.port,
    );
    if (typeof started === 'string') return (state = { state: started });
    server = started;
    await serverFile.write(started.origin);
    return (state = { state: 'open', origin: started.origin });
  }

  async function shut(): Promise<void> {
    await server?.close();
    server = undefined;
    await serverFile.remove();
  }

  return {
    calls: {
      'programs.open': (wanted) =>
        inTurn(async () => {
          const opened = await open(wanted);
          if (wanted.programs.length === 0) await file.remove();
          else await file.write(wanted);
          return ok(opened);
        }),
      async 'programs.answer'({ id, answer }) {
        workspace.answer(id, answer);
        return ok({});
      },
    },
    streams: {
      async 'programs.serve'(_args, emit, signal) {
        await workspace.serve(emit, signal);
        return ok({});
      },
    },
    start: () =>
      ignore(
        inTurn(async () => {
          const kept = await file.read();
          if (kept !== undefined && server === undefined) await open(kept);
        }),
      ),
    remove: () =>
      inTurn(async () => {
        await open(nobody);
        await file.remove();
      }),
    close: () => inTurn(shut),
  };
}
