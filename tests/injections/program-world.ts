import { randomUUID } from 'node:crypto';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { createDispatcher } from '#electron/services/dispatcher.ts';
import { createProgramsService } from '#electron/services/programs/service.ts';
import type { ProgramsView } from '#renderer/vault/api.ts';
import { createPrograms } from '#renderer/vault/programs/programs.ts';
import { createMovableClock } from '#renderer/vault/testing/movable-clock.ts';
import type { Bridge } from '#shared/bridge/bridge.ts';
import type { CollectionName } from '#shared/domain/collections.ts';
import type { Program } from '#shared/domain/program.ts';
import { createWork } from '#shared/lib/async.ts';
import { eventually } from '#shared/lib/testing/eventually.ts';
import { expectOk } from '#shared/lib/result.ts';
import { temporaryFolder } from '#sync-server/testing/relay-process.ts';
import { freePorts } from '../free-ports.ts';
import { openOffice } from './office.ts';

export const eras = [
  ['of the current revision', { pin: '2026-07-28' }],
  ['of before', 'legacy'],
] as const;
export type Era = (typeof eras)[number][1];

/** What the owner gives a program, unless a test says otherwise. */
export const everything = {
  scopes: ['schedule', 'contacts', 'money', 'conversations'],
  proposes: true,
  isLocal: false,
} satisfies Partial<Program>;

/**
 * The server as the shell opens it, on a port of this computer, before the workspace's own answering over records in memory:
 * all that lies between a program and the business. The owner's window is the test.
 */
export async function openProgramWorld(injected = { place: 'message', text: 'Hello' } as const) {
  const office = openOffice(injected as Parameters<typeof openOffice>[0]);
  const { world } = office;
  world.context.isOwner = true;
  const clock = createMovableClock();
  const profile = await temporaryFolder('plumbline-programs-');
  const service = createProgramsService({ profile, version: '1.2.3', newId: randomUUID });
  const dispatcher = createDispatcher({ ...service, sockets: {} } as never);
  const bridge = {
    call: (name, args) => dispatcher.call(name, args),
    stream: (name, args, onEvent, signal) => dispatcher.stream(name, args, onEvent as never, signal!),
  } as Bridge;
  const listeners: { collections: readonly CollectionName[]; look: () => void }[] = [];
  const changes = {
    on: (collections: readonly CollectionName[], look: () => void) =>
      void listeners.push({ collections, look }),
  };
  const [port] = await freePorts(1);
  let view: ProgramsView = { server: { state: 'closed' }, requests: [] };
  let lastId = 0;

  /** Unlocks: from now on somebody answers. Gives what locks again. */
  function unlock() {
    const work = createWork(clock.timers);
    const programs = createPrograms({
      bridge,
      records: world.records,
      changes: changes as never,
      apply: world.apply,
      mayNote: () => true,
      run: office.run,
      earlier: { openFor: async () => {}, openFrom: async () => {}, closedYear: () => undefined },
      busyNow: async () => [],
      mayGoOut: () => true,
      work,
      now: clock.now,
      newId: () => `line-${++lastId}`,
      emit: ({ programs: next }) => void (view = next),
    });
    programs.wake();
    return { programs, lock: () => work[Symbol.asyncDispose]() };
  }

  let open = unlock();

  function run(name: 'program.add' | 'program.change' | 'program.revoke' | 'program.setPort', args: object) {
    const done = expectOk(world.run(name, args as never));
    for (const { look } of listeners) look();
    return done as { id: string; token: string };
  }

  async function letIn(given: Partial<Program> = {}, name = 'Claude') {
    const made = run('program.add', { ...everything, ...given, name });
    await eventually(() => view.server.state === 'open', 'the server to open');
    return made;
  }

  const address = () => (view.server.state === 'open' ? view.server.origin : '');
  run('program.setPort', { port });

  const clients: Client[] = [];
  async function connect(transport: (url: URL) => Parameters<Client['connect']>[0], mode: Era) {
    const client = new Client({ name: 'test', version: '9' }, { versionNegotiation: { mode } });
    await client.connect(transport(new URL('/mcp', address())));
    clients.push(client);
    return client;
  }

  return {
    world,
    clock,
    profile,
    letIn,
    run,
    origin: address,
    view: () => view,
    /** Over HTTP. */
    overHttp: (token: string, mode: Era) =>
      connect(
        (url) =>
          new StreamableHTTPClientTransport(url, {
            requestInit: { headers: { authorization: `Bearer ${token}` } },
          }),
        mode,
      ),
    /** Over stdio, by the line that `npm run mcp` starts. */
    overStdio: (token: string, mode: Era) =>
      connect(
        () =>
          new StdioClientTransport({
            command: process.execPath,
            args: ['electron/mcp/main.ts', '--profile', profile],
            env: { PATH: process.env['PATH'] ?? '', PLUMBLINE_TOKEN: token },
          }),
        mode,
      ),
    lock: () => open.lock(),
    unlock: () => void (open = unlock()),
    /** The owner's word on what waits first. */
    async decide(isApproved: boolean, digest?: string) {
      const card = view.requests[0]!;
      return open.programs.decideProgramRequest(card.id, digest ?? card.digest, isApproved);
    },
    async end() {
      await Promise.all(clients.map((client) => client.close()));
      await open.lock();
      await service.close();
    },
  };
}

export type ProgramWorld = Awaited<ReturnType<typeof openProgramWorld>>;
