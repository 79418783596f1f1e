import type { BridgeHandlers } from '#shared/bridge/bridge.ts';
import type { CallResult } from '#shared/bridge/contract.ts';
import { ok } from '#shared/lib/result.ts';
import { createBackupService } from './backups/service.ts';
import { createDocumentsService, type PrintPdf } from './documents.ts';
import { createEgressGuard } from './egress/guard.ts';
import { createModelService } from './models/service.ts';
import { createPageMedia } from './pages/media.ts';
import { createPagesService } from './pages/service.ts';
import { createRelayService } from './relay.ts';
import { createDownloads } from './transfers/downloads.ts';
import { createTransferService } from './transfers/service.ts';
import { createWhatsappMedia } from './whatsapp/media.ts';
import { createWhatsappService } from './whatsapp/service.ts';

export interface ServicesDeps {
  shell: CallResult<'shell.info'>;
  /** Epoch milliseconds. */
  now(): number;
  newId(): string;
  printPdf: PrintPdf;
  /** Where backups are kept: beside the window's own data, not in it. Made when it is first needed. */
  backupsFolder: string;
}

/** Composes all that a shell offers its window, behind one egress guard. */
export function createServices(deps: ServicesDeps): BridgeHandlers {
  const guard = createEgressGuard(deps);
  const relay = createRelayService({ guard });
  const models = createModelService({ guard });
  const downloads = createDownloads();
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
      ...createWhatsappService({ fetch: guard.fetch('channel.whatsapp') }),
      ...createWhatsappMedia({ fetch: guard.fetch('channel.whatsapp'), downloads }),
      ...createPagesService({ fetch: guard.fetch('channel.whatsapp') }),
      ...createPageMedia({
        fetch: guard.fetch('channel.whatsapp'),
        fetchFile: guard.fetch('channel.files'),
        downloads,
      }),
      ...createTransferService(downloads),
      ...models.calls,
      ...createDocumentsService(deps),
      ...createBackupService({ folder: deps.backupsFolder }),
    },
    streams: {
      'egress.watch': (_args, emit, signal) =>
        new Promise((resolve) => {
          if (signal.aborted) return resolve(ok({}));
          const stop = guard.watch(emit);
          signal.addEventListener('abort', () => {
            stop();
            resolve(ok({}));
          });
        }),
      ...models.streams,
    },
    sockets: relay.sockets,
  };
}
