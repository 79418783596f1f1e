/**
 * Measures the relay against its peers: `node bench/relay/relay.ts [--rounds N] [--only PART]` prints one JSON
 * line a figure. Each server runs in its own process; this process makes the load. Medians of N rounds (3).
 */
import { parseArgs } from 'node:util';
import { clients, documentSize, idleRooms, throughput } from './parts.ts';

const loads = {
  '1x1': { rooms: 1, readersPerRoom: 1, updatesPerRoom: 12_000, contentBytes: 200 },
  '1x10': { rooms: 1, readersPerRoom: 10, updatesPerRoom: 6000, contentBytes: 200 },
  '50x2': { rooms: 50, readersPerRoom: 2, updatesPerRoom: 240, contentBytes: 300 },
};

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '3' }, only: { type: 'string', default: '' } },
});
const rounds = Number(values.rounds);

const parts: Record<string, () => Promise<void>> = {};
for (const [name, load] of Object.entries(loads)) {
  parts[name] = () => throughput(name, { ...load, mostUnderway: Infinity }, rounds);
  parts[`${name}-bounded`] = () => throughput(`${name}-bounded`, { ...load, mostUnderway: 128 }, rounds);
}
for (const count of [2, 10, 50, 200]) parts[`${count}-clients`] = () => clients(count, rounds);
parts['idle'] = idleRooms;
parts['memory'] = documentSize;

for (const [name, run] of Object.entries(parts)) if (name.includes(values.only)) await run();
