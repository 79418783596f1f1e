import { beginningFacts, buildBeginning } from '#shared/agent/beginning.ts';
import type { ModelPort } from '#shared/agent/model-port.ts';
import { chainOf, placeOf } from '#shared/agent/providers.ts';
import type { Bridge } from '#shared/bridge/bridge.ts';
import type { Work } from '#shared/lib/async.ts';
import { ok, problem } from '#shared/lib/result.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { RecordChanges } from '../books/record-changes.ts';

export interface UpkeepDeps {
  bridge: Bridge;
  models: Pick<ModelPort, 'stream'>;
  records: RecordReader;
  changes: RecordChanges;
  work: Work;
}

/** Looks after the models of this computer while the workspace is open. */
export interface ModelUpkeep extends AsyncDisposable {
  /** Has the beginning of all questions read, so that the first one need not wait for that. */
  readAhead(): void;
}

/** Well within the minutes that a server keeps a model by itself. */
const renewEvery = 4 * 60_000;

/** The owner may be in the middle of changing several prices. */
const settled = 5_000;

/**
 * Models of this computer stay loaded and have read what every question begins with. When the workspace closes they
 * forget what they were asked.
 */
export function createModelUpkeep({ bridge, models, records, changes, work }: UpkeepDeps): ModelUpkeep {
  const firstLocal = () => chainOf(records).find((each) => placeOf(each) === 'local');

  async function hold(isHeld: boolean): Promise<void> {
    if (firstLocal() !== undefined) await bridge.call('models.hold', { hold: isHeld });
  }

  async function read(): Promise<void> {
    const provider = firstLocal();
    const facts = beginningFacts(records);
    if (provider === undefined || facts === undefined) return;
    await models.stream(
      {
        purpose: 'beginning',
        about: [],
        only: provider.id,
        maxTokens: 1,
        messages: ({ beginning }) =>
          beginning === undefined
            ? problem('model.remote', 'Only a model of this computer reads ahead.')
            : ok([
                { role: 'system', content: buildBeginning(facts, beginning) },
                { role: 'user', content: 'OK' },
              ]),
      },
      () => {},
      work.signal,
    );
  }

  const start = work.singleFlight(read);
  const alarm = work.alarm(start);
  changes.on(['business', 'services', 'aiSettings', 'modelProviders'], () => alarm.reset(settled));
  work.every(renewEvery, () => hold(true));
  return { readAhead: () => alarm.set(settled), [Symbol.asyncDispose]: () => hold(false) };
}
