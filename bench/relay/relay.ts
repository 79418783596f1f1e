/**
 * Measures the relay against its peers: `node bench/relay/relay.ts [--runs N] [--underway N]` prints one JSON
 * line a figure. `--underway` bounds what a writer has sent and a reader not yet seen; without it a writer
 * sends as fast as its socket takes it.
 * Each server runs alone in its own process; this process makes the load. Medians of N runs (3).
 */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Figures, Load } from './load.ts';
import { measure } from './load.ts';
import type { Contender } from './servers.ts';
import { contenders, ours } from './servers.ts';

const loads: Omit<Load, 'mostUnderway'>[] = [
  { name: '1x1', rooms: 1, readersPerRoom: 1, updatesPerRoom: 20_000, contentBytes: 200 },
  { name: '1x10', rooms: 1, readersPerRoom: 10, updatesPerRoom: 10_000, contentBytes: 200 },
  { name: '50x2', rooms: 50, readersPerRoom: 2, updatesPerRoom: 400, contentBytes: 300 },
];

const figures = [
  { key: 'updatesPerSecond', name: 'updates', unit: 'updates/s' },
  { key: 'processorMillisecondsPer1000', name: 'cpu', unit: 'ms per 1,000 updates' },
  { key: 'peakMegabytes', name: 'memory', unit: 'MB' },
] as const;

function installPeers(): void {
  const folder = join(import.meta.dirname, '..', 'peers');
  if (existsSync(join(folder, 'node_modules'))) return;
  process.stderr.write('Installing the peers to measure against (about 10 MB, once).\n');
  execFileSync('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

async function runOnce(contender: Contender, load: Load): Promise<Figures> {
  const server = await contender.start();
  try {
    return await measure(contender, server, load);
  } finally {
    await server.stop();
  }
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** The runs of all contenders take turns, so that a slow moment of the machine hits all of them. */
async function runAll(load: Load, runs: number): Promise<Map<string, Figures[]>> {
  const results = new Map<string, Figures[]>();
  for (let run = 0; run < runs; run++) {
    for (const contender of [ours, ...contenders]) {
      const before = results.get(contender.name) ?? [];
      results.set(contender.name, [...before, await runOnce(contender, load)]);
    }
  }
  return results;
}

const round = (value: number) => Number(value.toPrecision(4));

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { runs: { type: 'string', default: '3' }, underway: { type: 'string', default: 'Infinity' } },
  });
  installPeers();
  for (const load of loads) {
    const results = await runAll({ ...load, mostUnderway: Number(values.underway) }, Number(values.runs));
    for (const { key, name, unit } of figures) {
      const of = (contender: Contender) =>
        median((results.get(contender.name) ?? []).map((figure) => figure[key]));
      for (const peer of contenders) {
        const line = {
          name: `relay.${name}.${load.name}`,
          value: round(of(ours)),
          unit,
          peer: peer.name,
          peerValue: round(of(peer)),
          ratio: round(of(ours) / of(peer)),
          encrypted: true,
          durable: true,
        };
        process.stdout.write(`${JSON.stringify(line)}\n`);
      }
    }
  }
}

await main();
