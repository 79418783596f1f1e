import type { Work } from '#shared/lib/async.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { sourceHash, sourcePath } from '#shared/sync/webhook-source.ts';
import type { RecordChanges } from '../books/record-changes.ts';
import type { RelayClient } from '../sync/relay-client.ts';

export interface RegisteringDeps {
  records: RecordReader;
  changes: Pick<RecordChanges, 'on'>;
  work: Work;
  workspace: string;
  /** Whether this device may say what is taken in. */
  mayRegister(): boolean;
  /** None where there is no relay. */
  client(): Pick<RelayClient, 'signed'> | undefined;
}

/** Has the relay take in what comes at the addresses of the sources, and nothing at those that were closed. */
export interface WebhookRegistering {
  wake(): void;
}

const again = 5 * 60_000;

export function createWebhookRegistering(deps: RegisteringDeps): WebhookRegistering {
  const { records, work, workspace } = deps;
  /** What this relay was told since this start; another relay is told anew. */
  let told = new Map<string, boolean>();
  let toldTo: unknown;
  const start = work.singleFlight(look);
  const alarm = work.alarm(start);

  async function look(): Promise<void> {
    const client = deps.client();
    if (client === undefined || !deps.mayRegister()) return;
    if (client !== toldTo) [told, toldTo] = [new Map(), client];
    for (const { address, closedAt } of records.all('webhookSources')) {
      const isOpen = closedAt === undefined;
      if (work.isOver) return;
      if (told.get(address) === isOpen) continue;
      const path = sourcePath(workspace, sourceHash(address));
      const done = await client.signed({ method: isOpen ? 'PUT' : 'DELETE', path });
      if (!done.ok) return alarm.reset(again);
      told.set(address, isOpen);
    }
  }

  deps.changes.on(['webhookSources'], start);
  return { wake: start };
}
