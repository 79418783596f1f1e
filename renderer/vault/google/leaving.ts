import type { Bridge } from '#shared/bridge/bridge.ts';
import type { AppCommandName } from '#shared/commands/index.ts';
import type { GoogleLink } from '#shared/domain/google.ts';
import type { Work } from '#shared/lib/async.ts';
import { given } from '#shared/lib/given.ts';
import type { Result } from '#shared/lib/result.ts';
import { leftGoogleLinks } from '#shared/records/google.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { createGivingBack } from '../claims/giving-back.ts';

/** Gives back at Google the rights of accounts that were disconnected, as soon as it can be told. */
export function createLeaving(deps: {
  bridge: Pick<Bridge, 'call'>;
  records: RecordReader;
  run(name: Extract<AppCommandName, 'google.noteLeft'>, args: { id: string }): Promise<Result<unknown>>;
  work: Work;
  mayLeave(): boolean;
  /** The right that this device has in memory. */
  drop(id: string): void;
  /** From 0 up to, not including, 1. */
  random(): number;
}): { look(): void } {
  const { bridge, records } = deps;
  return createGivingBack<GoogleLink>({
    ...deps,
    left: () => leftGoogleLinks(records),
    async giveBack({ id, server }) {
      deps.drop(id);
      const { refreshToken = '' } = records.get('googleKeys', id) ?? {};
      if (refreshToken === '') return true;
      const told = await bridge.call('google.revoke', { refreshToken, ...given({ server }) });
      return told.ok && told.value.outcome === 'done';
    },
    noteGiven: ({ id }) => deps.run('google.noteLeft', { id }),
  });
}
