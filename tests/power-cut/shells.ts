import { mkdirSync, truncateSync, statfsSync, closeSync, openSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { diskLimits } from '#shared/lib/disk-limits.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { startShell } from '../../bench/lib/shell.ts';
import { shellProfile } from './places.ts';

/** Many browser shells in one process, each with a profile and a port of its own. Prints their addresses. */
const { values } = parseArgs({
  options: { machine: { type: 'string' }, page: { type: 'string' }, ports: { type: 'string' } },
});
const machine = values.machine!;
const shells = await Promise.all(
  values.ports!.split(',').map((port) => {
    const profile = shellProfile(machine, Number(port));
    layOutReserve(profile);
    return startShell({ profile, page: values.page!, port: Number(port) });
  }),
);
process.stdout.write(`The shells are ready: ${JSON.stringify(shells.map(({ url }) => url))}\n`);
process.once('SIGTERM', () => ignore(Promise.all(shells.map((shell) => shell.close())).then(end)));

/** Dozens of reserves would fill the disk of whoever runs this: a file without content counts as one. */
function layOutReserve(profile: string): void {
  mkdirSync(profile, { recursive: true });
  const { blocks, bsize } = statfsSync(profile);
  const file = path.join(profile, 'reserve');
  closeSync(openSync(file, 'a'));
  truncateSync(file, diskLimits(blocks * bsize).reserve);
}

function end(): never {
  process.exit(0);
}
