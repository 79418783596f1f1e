import type { Bridge } from '#shared/bridge/bridge.ts';
import { chainOf, placeOf } from '#shared/agent/providers.ts';
import type { Work } from '#shared/lib/async.ts';
import type { RecordReader } from '#shared/records/reader.ts';

export interface UpkeepDeps {
  bridge: Bridge;
  records: RecordReader;
  work: Work;
}

/** Well within the minutes that a server keeps a model by itself. */
const renewEvery = 4 * 60_000;

/** The models of this computer stay loaded while the workspace is open, and forget what they were asked at its end. */
export function keepModelsLoaded({ bridge, records, work }: UpkeepDeps): AsyncDisposable {
  const hold = async (isHeld: boolean): Promise<void> => {
    const isLocal = chainOf(records).some((provider) => placeOf(provider) === 'local');
    if (isLocal) await bridge.call('models.hold', { hold: isHeld });
  };
  work.every(renewEvery, () => hold(true));
  return { [Symbol.asyncDispose]: () => hold(false) };
}
