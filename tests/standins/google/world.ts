import { createEgressGuard } from '#electron/services/egress/guard.ts';
import { createGoogleService } from '#electron/services/google/service.ts';
import { createRecordChanges } from '#renderer/vault/books/record-changes.ts';
import { createGoogleApi, type GoogleApi, type GoogleWish } from '#renderer/vault/google/api.ts';
import { createGoogle, type Google, type GoogleDeps } from '#renderer/vault/google/google.ts';
import type { Bridge } from '#shared/bridge/bridge.ts';
import { createMemoryRecords, dutchBusiness } from '#shared/commands/testing.ts';
import type { CollectionName } from '#shared/domain/collections.ts';
import type { EgressEntry } from '#shared/domain/egress.ts';
import type { GoogleWants } from '#shared/domain/google.ts';
import { presets } from '#shared/domain/roles.ts';
import { createWork, type Timers } from '#shared/lib/async.ts';
import type { JsonObject } from '#shared/lib/json.ts';
import { expectOk, ok } from '#shared/lib/result.ts';
import { startGoogle } from './server.ts';

export const owner = 'member-1';
export const customerName = 'Wilhelmina Quistgaard';
const words = {
  done: 'Done',
  refused: 'Refused',
  busy: 'Visit',
  blocked: 'Busy',
  closed: 'Closed',
  name: 'Plumbline',
};
const hour = 3_600_000;

interface TestDevice {
  google: Google;
  api: GoogleApi;
  end(): Promise<void>;
}

/**
 * The vault's part and the shell's service on as many devices as a test wants, against the stand-in. The clock is the test's; timers go
 * off at once, so that nobody waits. `ends`: what ends it, in reverse.
 */
export async function openGoogleWorld(ends: (() => unknown)[]) {
  const memory = createMemoryRecords();
  memory.context.now = Date.UTC(2026, 10, 30, 12, 0, 20);
  const standin = await startGoogle({ now: () => memory.context.now });
  ends.push(() => standin.stop());
  const ledger: EgressEntry[] = [];
  const taken = new Map<string, string>();
  const told = new Set<(collection: CollectionName, id: string) => void>();
  const { run: perform } = memory;
  memory.run = ((...args: Parameters<typeof perform>) => {
    const done = perform(...args);
    if (done.ok)
      for (const { collection, id } of memory.lastChanges) for (const tell of told) tell(collection, id);
    return done;
  }) as typeof perform;

  function put(collection: CollectionName, record: JsonObject & { id: string }): void {
    memory.apply([{ collection, id: record.id, path: [], before: undefined, after: record }]);
    for (const tell of told) tell(collection, record.id);
  }

  expectOk(memory.run('business.setUp', { profile: dutchBusiness, services: [] }));
  put('members', { id: owner, name: 'Ana', createdAt: 1 });

  /** `isOffline`: Google cannot be reached from there. */
  function start(name: string, { isOffline = () => false }: { isOffline?: () => boolean } = {}): TestDevice {
    const guard = createEgressGuard({ now: () => 0, newId: () => 'line' });
    guard.configure({ localOnly: false, origins: { google: [standin.url] } });
    guard.watch((line) => ledger.push(line));
    const service = createGoogleService({ guard });
    const work = createWork(quickTimers);
    const changes = createRecordChanges({ work });
    const tell = (collection: CollectionName, id: string): void =>
      changes.tell(collection, new Set([id]), '');
    told.add(tell);
    const run: GoogleDeps['run'] = async (command, args) => memory.run(command, args as never);
    const bridge = {
      call: (call: keyof typeof service.calls, args: never) =>
        isOffline()
          ? Promise.resolve(ok({ outcome: 'failed', why: 'unreachable' }))
          : service.calls[call](args),
      stream: (
        stream: keyof typeof service.streams,
        args: never,
        emit: never,
        signal = new AbortController().signal,
      ) => service.streams[stream](args, emit, signal),
    } as unknown as Bridge;
    const google = createGoogle({
      bridge,
      records: { ...memory.records, openAll: async () => {} },
      changes,
      run,
      work,
      claims: {
        async take(purpose, id) {
          const key = `${purpose} ${id}`;
          const holder = taken.get(key) ?? name;
          taken.set(key, holder);
          return holder === name ? 'mine' : 'other';
        },
      },
      keyring: { canWrite: () => true, access: presets.owner },
      caughtUp: async () => true,
      mayGoOut: () => true,
      now: () => memory.context.now,
      random: () => 0.5,
    });
    const parts = {
      google,
      library: memory.records,
      news: { agreed: () => true },
      run: async (command: 'google.connect', args: never) => {
        const done = memory.run(command, args);
        return done.ok ? ok({ value: done.value }) : done;
      },
      whileAllowed: (_: unknown, step: () => unknown) => step(),
    };
    const guarded = (step: (open: typeof parts) => unknown) => step(parts);
    const api = createGoogleApi({ unlocked: guarded, writing: guarded } as never, { bridge });
    changes.start();
    google.wake();
    const end = async (): Promise<void> => {
      told.delete(tell);
      await work[Symbol.asyncDispose]();
    };
    ends.push(end);
    return { google, api, end };
  }

  /** Somebody signs in at Google, and leaves ticked what they want. */
  async function connect(
    { api }: TestDevice,
    wants: GoogleWants = { place: 'own', busy: true },
    how: { only?: readonly string[] } = {},
    more: Partial<GoogleWish> = {},
  ) {
    const client = { ...standin.oauth.client, server: standin.url };
    const { url } = expectOk(await api.beginGoogle({ staffId: owner, wants, words, client, ...more }));
    const done = api.finishGoogle();
    await fetch(standin.oauth.consent(url, how));
    return done;
  }

  /** A visit of a customer, `hours` from now. */
  function visit(hours: number, title = 'Parrot tap'): { jobId: string; visitId: string } {
    const { id: contactId } = expectOk(memory.run('contact.create', { name: customerName }));
    const start = memory.context.now + hours * hour;
    const { id: jobId } = expectOk(
      memory.run('job.create', { contactId, title, visit: { start, end: start + hour } }),
    );
    return { jobId, visitId: memory.records.by('visits', 'jobId', jobId)[0]!.id };
  }

  return { memory, standin, ledger, taken, put, start, connect, visit };
}

export type GoogleWorld = Awaited<ReturnType<typeof openGoogleWorld>>;

/** What would be in a minute is in a moment. */
const quickTimers: Timers = {
  after(milliseconds, action) {
    const timer = setTimeout(action, Math.min(milliseconds, 15));
    return () => clearTimeout(timer);
  },
  elapsed: () => performance.now(),
};
