import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createGraphStandin, type GraphStandin } from '../../standins/graph/server.ts';
import { createOllamaStandin, type OllamaStandin } from '../../standins/ollama/server.ts';
import { freePorts } from '../../free-ports.ts';
import { quickChromiumPath } from '../../../build/chromium.ts';
import { createMachine, type Machine } from './machine.ts';
import { leftIn, loopbackOnly } from '../../loopback/ledger.ts';
import { createWire, type Wire } from './wire.ts';
import { startProcess, type ProcessOptions, type RunningProcess } from './process.ts';

/** One business's machine and the places it talks to, on free ports and in a folder of its own. */
export interface World extends Machine {
  /** Where everything below lies. */
  folder: string;
  /** The product's data folder with the browser's profile in it, the relay's data, temporary files and all logs. */
  folders: { profile: string; relay: string; temporary: string; logs: string; wire: string };
  relayUrl: string;
  /** The stand-in for Meta: the customers' phones and the business's number. */
  graph: GraphStandin;
  /** The stand-in for a model server on this computer. */
  ollama: OllamaStandin;
  startRelay(): Promise<RunningProcess>;
  /** A recorded line to the relay, for whom is told this address instead; what Meta sends over it is left out. */
  startWire(): Promise<Wire & { url: string }>;
  /** Another device, with a shell and a profile of its own. */
  addMachine(name: string): Promise<Machine>;
  /** Other computers that a window, a shell or the relay tried to reach. */
  left(): string[];
  /** Ends everything and removes the folder. */
  end(): Promise<void>;
}

export interface WorldOptions {
  /** The data folder, where it is to lie elsewhere; who gives it removes it. */
  profile?: string | undefined;
  /** The program of the windows’ browser; the one that is quickest to test in if left out. */
  browser?: string | undefined;
}

export async function createWorld({
  profile,
  browser = quickChromiumPath(),
}: WorldOptions = {}): Promise<World> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'plumbline-'));
  const folders = {
    profile: profile ?? path.join(folder, 'profile'),
    relay: path.join(folder, 'relay'),
    temporary: path.join(folder, 'temporary'),
    logs: path.join(folder, 'logs'),
    wire: path.join(folder, 'wire'),
  };
  for (const each of Object.values(folders)) mkdirSync(each);
  const relayPort = (await freePorts(1))[0]!;
  const [graph, ollama] = [await createGraphStandin(), await createOllamaStandin()];
  const running = new Set<RunningProcess>();
  const machines: Machine[] = [];
  const wires: Wire[] = [];

  const left = path.join(folder, 'left');
  const start = async (options: ProcessOptions) => {
    const started = await startProcess({ ...options, env: { ...loopbackOnly(left), ...options.env } });
    running.add(started);
    return started;
  };

  async function add(name: string, profile: string): Promise<Machine> {
    const { temporary, logs } = folders;
    const machine = await createMachine({ browser, name, profile, temporary, logs, start });
    machines.push(machine);
    return machine;
  }

  return {
    ...(await add('', folders.profile)),
    folder,
    folders,
    graph,
    ollama,
    relayUrl: `http://127.0.0.1:${relayPort}`,

    startRelay: () =>
      start({
        script: 'sync-server/main.ts',
        env: {
          RELAY_PORT: String(relayPort),
          RELAY_DATA: folders.relay,
          RELAY_WORKSPACES: 'open',
          TMPDIR: folders.temporary,
        },
        logFile: path.join(folders.logs, 'relay.log'),
        ready: /relay is ready at/,
      }),

    async startWire() {
      const file = path.join(folders.wire, 'relay.bin');
      const wire = await createWire({ to: relayPort, file, skips: isFromMeta });
      wires.push(wire);
      return { ...wire, url: `http://127.0.0.1:${wire.port}` };
    },

    addMachine(name) {
      const profile = path.join(folder, `profile-${name}`);
      mkdirSync(profile);
      return add(`${name}-`, profile);
    },

    left: () => [...leftIn(left), ...machines.flatMap(({ requests }) => requests.filter(isElsewhere))],

    async end() {
      await Promise.all(machines.map((machine) => machine.closeWindow()));
      await Promise.all([...running].map((process) => process.stop()));
      await Promise.all([graph.close(), ollama.close(), ...wires.map((wire) => wire.close())]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A window's request that leaves this computer; what it makes for itself (`blob:`, `data:`) does not. */
function isElsewhere(address: string): boolean {
  const { protocol, hostname } = new URL(address);
  return /^(?:https?|wss?):$/.test(protocol) && hostname !== '127.0.0.1' && hostname !== 'localhost';
}

/** Meta speaks to the relay in the clear behind TLS: its own requests show the customers' words, and nothing of ours. */
function isFromMeta(start: string): boolean {
  return /^(GET|POST) \/v1\/hooks\/meta\//.test(start);
}
