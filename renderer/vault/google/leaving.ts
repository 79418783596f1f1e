import type { Bridge } from '#shared/bridge/bridge.ts';
import type { AppCommandName, ArgsOf } from '#shared/commands/index.ts';
import type { Work } from '#shared/lib/async.ts';
import { given } from '#shared/lib/given.ts';
import type { Result } from '#shared/lib/result.ts';
import { leftGoogleLinks } from '#shared/records/google.ts';
import type { RecordReader } from '#shared/records/reader.ts';

const [second, minute] = [1000, 60_000];
/** How long is waited after Google could not be told, at first and at most. */
const [atFirst, atMost] = [20 * second, 30 * minute];

/** Gives back at Google the rights of accounts that were disconnected, as soon as it can be told. */
export function createLeaving(deps: {
  bridge: Pick<Bridge, 'call'>;
  records: RecordReader;
  run<Name extends AppCommandName>(name: Name, args: ArgsOf<Name>): Promise<Result<unknown>>;
  work: Work;
  mayLeave(): boolean;
  /** The right that this device has in memory. */
  drop(id: string): void;
  /** From 0 up to, not including, 1. */
  random(): number;
}): { look(): void } {
  const { bridge, records, work } = deps;
  const start = work.singleFlight(look);
  const alarm = work.alarm(start);
  let failures = 0;

  /** That another device does the same at the same time harms nobody. */
  async function look(): Promise<void> {
    if (!deps.mayLeave()) return;
    let isDone = true;
    for (const { id, server } of leftGoogleLinks(records)) {
      if (work.isOver) return;
      deps.drop(id);
      const { refreshToken = '' } = records.get('googleKeys', id) ?? {};
      const told =
        refreshToken === ''
          ? undefined
          : await bridge.call('google.revoke', { refreshToken, ...given({ server }) });
      const isTold = told === undefined || (told.ok && told.value.outcome === 'done');
      if (isTold) await deps.run('google.noteLeft', { id });
      else isDone = false;
    }
    failures = isDone ? 0 : failures + 1;
    const wait = Math.min(atMost, atFirst * 2 ** (failures - 1)) * (0.8 + 0.4 * deps.random());
    if (!isDone) alarm.reset(wait);
  }

  return { look: start };
}
