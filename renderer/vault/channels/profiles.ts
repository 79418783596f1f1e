import type { Bridge } from '#shared/bridge/bridge.ts';
import type { AppCommandName, ArgsOf } from '#shared/commands/index.ts';
import { lacksName } from '#shared/commands/inbox/profile.ts';
import type { Identity } from '#shared/domain/contact.ts';
import type { Work } from '#shared/lib/async.ts';
import type { Result } from '#shared/lib/result.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { RecordChanges } from '../books/record-changes.ts';
import { pageAccountFor } from './accounts.ts';

export interface ProfilesDeps {
  bridge: Bridge;
  records: RecordReader;
  changes: Pick<RecordChanges, 'on'>;
  run<Name extends AppCommandName>(name: Name, args: ArgsOf<Name>): Promise<Result<unknown>>;
  work: Work;
  now(): number;
}

export interface Profiles {
  /** Looks for customers without a name, as by itself whenever somebody new has written. */
  wake(): void;
}

/** Where Meta could not be reached. */
const againAfter = 10 * 60 * 1000;

/** Instagram's and Messenger's messages bring no name: Meta is asked for it once somebody has written. */
export function createProfiles({ bridge, records, changes, run, work, now }: ProfilesDeps): Profiles {
  const start = work.singleFlight(look);
  const alarm = work.alarm(start);

  async function look(): Promise<void> {
    for (const identity of records.all('identities')) {
      if (work.isOver) return;
      if (lacksName(records, identity, now())) await ask(identity);
    }
  }

  async function ask(identity: Identity): Promise<void> {
    const account = pageAccountFor(records, identity);
    if (account === undefined) return;
    const told = await bridge.call('channel.profile', { account, scopedId: identity.value });
    if (work.isOver) return;
    if (told.ok) await run('inbox.learnProfile', { identityId: identity.id, ...told.value });
    else alarm.reset(againAfter);
  }

  changes.on(['identities'], start);
  return { wake: start };
}
