import type { AppCommandName, ArgsOf } from '#shared/commands/index.ts';
import type { PrivacyRequest } from '#shared/domain/privacy-request.ts';
import type { Work } from '#shared/lib/async.ts';
import type { Result } from '#shared/lib/result.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { Keyring } from '../books/keyring.ts';
import type { RecordChanges } from '../books/record-changes.ts';
import type { RelayClient } from '../sync/relay-client.ts';

/** What the relay asks for as well: who answers customers' requests. */
export function mayTellOf({
  keybag,
  roster,
  canWrite,
}: Pick<Keyring, 'keybag' | 'roster' | 'canWrite'>): boolean {
  const role = roster.record.members.find(({ id }) => id === keybag.memberId)?.role;
  return (role === 'owner' || role === 'manager') && canWrite('talk');
}

/** A relay of another key, or that was set up anew, has never given this code out. */
const unknown = 'relay.not-found';

/**
 * Has the relay show what an owner has published of a request that came through Meta. Whichever device is there puts it;
 * the same again is the same.
 */
export function createRequestPages(deps: {
  records: RecordReader;
  changes: Pick<RecordChanges, 'on'>;
  run<Name extends AppCommandName>(name: Name, args: ArgsOf<Name>): Promise<Result<unknown>>;
  work: Work;
  workspace: string;
  mayPublish(): boolean;
  /** None where there is no relay. */
  client(): Pick<RelayClient, 'signed'> | undefined;
}): { wake(): void } {
  const { records, run, work, workspace } = deps;
  const wake = work.singleFlight(look);

  async function look(): Promise<void> {
    const client = deps.client();
    if (client === undefined || !deps.mayPublish()) return;
    for (const request of records.all('privacyRequests')) if (!work.isOver) await put(client, request);
  }

  async function put(client: Pick<RelayClient, 'signed'>, request: PrivacyRequest): Promise<void> {
    const { id, meta, published, delivered } = request;
    if (meta === undefined || published === undefined || delivered?.at === published.at) return;
    const { at, state, words: text } = published;
    const path = `/v1/workspaces/${workspace}/requests/${meta.code}`;
    const taken = await client.signed({ method: 'PUT', path, body: { state, text } });
    // Not reached: the next sign-in tries again.
    if (!taken.ok && taken.error.code !== unknown) return;
    await run('privacyRequest.noteDelivered', { id, at, isTaken: taken.ok });
  }

  deps.changes.on(['privacyRequests'], wake);
  return { wake };
}
