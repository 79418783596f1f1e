import path from 'node:path';
import type { BridgeHandlers, StreamHandlers } from '#shared/bridge/bridge.ts';
import type { CallResult } from '#shared/bridge/contract.ts';
import { googleCalls, googleStreams } from '#shared/bridge/contract/google.ts';
import { mailCalls, mailStreams } from '#shared/bridge/contract/mail.ts';
import { telegramCalls, telegramStreams } from '#shared/bridge/contract/telegram.ts';
import { ok } from '#shared/lib/result.ts';
import { createBackupService } from './backups/service.ts';
import { createCalendarService } from './calendar/service.ts';
import type { Desktop } from './desktop/desktop.ts';
import { createDesktopService, keptDesktopSchema } from './desktop/service.ts';
import { createDiskService } from './disk/service.ts';
import { createDocumentsService, type PdfPrinter } from './documents.ts';
import { createDueService } from './due/service.ts';
import { createEgressGuard, type EgressGuard } from './egress/guard.ts';
import { createFailuresService, keptFailuresSchema } from './failures/service.ts';
import { createJsonFile } from './json-file.ts';
import type { KeyStore } from './keystore/key-store.ts';
import { createKeyStoreService, keptSecretSchema } from './keystore/service.ts';
import { createJournalService } from './journal/service.ts';
import { createMetaService } from './meta/service.ts';
import { createModelService } from './models/service.ts';
import { createClosingOrder, keptOrderSchema } from './closing/order.ts';
import { createProfileService } from './profile/service.ts';
import { createProgramsService } from './programs/service.ts';
import { createRelayService } from './relay.ts';
import { onDemand } from './on-demand.ts';
import { forkVoiceProcess } from './voice/folder/fork.ts';
import type { VoiceProcess } from './voice/folder/messages.ts';
import { backgroundTimers } from './timers.ts';
import { createWebhookService } from './webhooks/service.ts';
import { createVoiceService } from './voice/service.ts';
import { createWindowMemory } from './window-memory.ts';

export interface ServicesDeps {
  shell: CallResult<'shell.info'>;
  /** Epoch milliseconds. */
  now(): number;
  newId(): string;
  printer: PdfPrinter;
  /**
   * The folder of this business's data. In it are, beside the window's own data: `journal`, `backups`, and the files
   * `reserve`, `due.json`, `desktop.json`, `failures.json`, `closing.json`, `keystore.json`, `programs.json` and `programs-server.json`, each made when it is first needed.
   */
  profile: string;
  /** The file of the journal's thread, as this shell has it. */
  journalThread: URL;
  /** Starts the process in which speech models of this computer run; left out, one of Node's. */
  startVoiceProcess?(): VoiceProcess;
  /** Removes what the window's engine keeps by itself; left out where the shell cannot. */
  removeWindowData?: (() => Promise<void>) | undefined;
  /** The system's desktop; left out in a browser. */
  desktop?: Desktop | undefined;
  /** The system's store of keys; left out in a browser. */
  keyStore?: KeyStore | undefined;
}

export interface Services extends BridgeHandlers {
  /** Whether closing the window leaves the program running. */
  staysInTray(): boolean;
  /** Ends what is being written. To be awaited before the process ends; nothing may be asked any more. */
  close(): Promise<void>;
}

/** Composes all that a shell offers its window, behind one egress guard. */
export function createServices(deps: ServicesDeps): Services {
  const { profile } = deps;
  const guard = createEgressGuard(deps);
  const relay = createRelayService({ guard });
  const models = createModelService({ guard });
  const voice = createVoiceService({ guard, startProcess: deps.startVoiceProcess ?? forkVoiceProcess });
  const telegram = async () => (await import('./telegram/service.ts')).createTelegramService({ guard });
  const google = async () => (await import('./google/service.ts')).createGoogleService({ guard });
  const mail = async () => (await import('./mail/service.ts')).createMailService({ guard, now: deps.now });
  const mailSignIn = async () => (await import('./mail/sign-in.ts')).createMailSignIn({ guard });
  const disk = createDiskService({ folder: profile });
  const journal = createJournalService({
    folder: path.join(profile, 'journal'),
    thread: deps.journalThread,
    mayWrite: disk.mayWrite,
  });
  const due = createDueService({ file: path.join(profile, 'due.json') });
  const desktop = createDesktopService({
    desktop: deps.desktop,
    file: createJsonFile(path.join(profile, 'desktop.json'), keptDesktopSchema),
    due: due.times,
    now: deps.now,
    timers: backgroundTimers,
  });
  const failures = createFailuresService({
    file: createJsonFile(path.join(profile, 'failures.json'), keptFailuresSchema),
    now: deps.now,
  });
  const keyStore = createKeyStoreService({
    store: deps.keyStore,
    file: createJsonFile(path.join(profile, 'keystore.json'), keptSecretSchema),
    newId: deps.newId,
  });
  const closingOrder = createClosingOrder({
    file: createJsonFile(path.join(profile, 'closing.json'), keptOrderSchema),
    guard,
    timers: backgroundTimers,
    now: deps.now,
  });
  const programs = createProgramsService({ profile, version: deps.shell.version, newId: deps.newId });
  closingOrder.start();
  programs.start();
  journal.start();
  return {
    calls: {
      async 'shell.info'() {
        return ok(deps.shell);
      },
      async 'egress.configure'({ policy }) {
        guard.configure(policy);
        return ok({});
      },
      ...relay.calls,
      ...createMetaService({
        fetch: guard.fetch('channel.meta'),
        fetchFile: guard.fetch('channel.files'),
      }),
      ...onDemand(mailCalls, mail),
      ...models.calls,
      ...voice.calls,
      ...createCalendarService({ guard }),
      ...onDemand(telegramCalls, async () => (await telegram()).calls),
      ...programs.calls,
      ...onDemand(googleCalls, async () => (await google()).calls),
      ...createWebhookService({ guard, now: deps.now }),
      ...createDocumentsService(deps),
      ...createBackupService({ folder: path.join(profile, 'backups'), roomIn: disk.roomIn }),
      ...journal.calls,
      ...disk.calls,
      ...due.calls,
      ...desktop.calls,
      ...closingOrder.calls,
      ...createProfileService({
        profile,
        removeJournal: journal.remove,
        removeFailures: failures.remove,
        removeKeyStore: keyStore.remove,
        removePrograms: programs.remove,
        removeWindowData: deps.removeWindowData,
      }),
      ...createWindowMemory(),
      ...failures.calls,
      ...keyStore.calls,
    },
    streams: {
      'egress.watch': watchEgress(guard),
      ...onDemand(mailStreams, async () => (await mailSignIn()).streams),
      ...models.streams,
      ...disk.streams,
      ...desktop.streams,
      ...onDemand(telegramStreams, async () => (await telegram()).streams),
      ...programs.streams,
      ...onDemand(googleStreams, async () => (await google()).streams),
    },
    sockets: relay.sockets,
    staysInTray: desktop.staysInTray,
    async close() {
      failures.close();
      await programs.close();
      await closingOrder.close();
      desktop.close();
      voice.close();
      await models.close();
      await deps.printer.close();
      await journal.close();
      await disk.close();
    },
  };
}

function watchEgress(guard: EgressGuard): StreamHandlers['egress.watch'] {
  return (_args, emit, signal) =>
    new Promise((resolve) => {
      if (signal.aborted) return resolve(ok({}));
      const stop = guard.watch(emit);
      signal.addEventListener('abort', () => {
        stop();
        resolve(ok({}));
      });
    });
}
