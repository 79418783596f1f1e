import type { AppCommandName, ArgsOf } from '#shared/commands/index.ts';
import { ok, type Result } from '#shared/lib/result.ts';
import type { Library } from '../books/library.ts';
import { egressChange } from '../egress-ledger.ts';
import type { SenderLog } from './log.ts';

/**
 * Writes into the books what went out while they were closed, before anything else may look for what is due. Doing it
 * twice changes nothing.
 */
export async function takeOverSent(deps: {
  log: SenderLog;
  library: Pick<Library, 'apply'>;
  run<Name extends AppCommandName>(name: Name, args: ArgsOf<Name>): Promise<Result<unknown>>;
}): Promise<Result<void>> {
  const { log, library, run } = deps;
  const entries = await log.read();
  if (entries.length === 0) return ok();
  const events = entries.flatMap((entry) => entry.events);
  const taken = events.length === 0 ? undefined : await run('inbox.ingest', { events });
  if (taken?.ok === false) return taken;
  const noted = await run('sender.takeOver', { entries });
  if (!noted.ok) return noted;
  library.apply(entries.flatMap(({ egress = [] }) => egress.map(egressChange)));
  return log.clear();
}
