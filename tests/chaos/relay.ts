import { cpSync, existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { type RelayProcess, startRelayProcess, temporaryFolder } from '#sync-server/testing/relay-process.ts';

/** A relay process that things are done to. Its address stays the same all the while. */
export interface ChaosRelay {
  readonly url: string;
  /** Its identity. It survives everything, as devices trust no other one. */
  readonly id: string;
  readonly running: boolean;
  start(): Promise<void>;
  /** As a power cut does. */
  kill(): Promise<void>;
  /** For a killed one: all that devices have given it is gone. */
  wipe(): void;
  /** For a killed one: keeps a copy of what it has. */
  copy(): void;
  /** For a killed one: back to the copy; `false` where there is none. */
  rollBack(): boolean;
}

const usual = {
  RELAY_LOG: 'silent',
  // Every device comes from an address of its own; without this all would share one limit.
  RELAY_TRUSTED_PROXIES: '127.0.0.1',
};

/** What a relay is known by. */
const kept = ['identity.json', 'secret.key'];

/** `settings`: of the relay's environment. */
export async function startChaosRelay(settings: Record<string, string> = {}): Promise<ChaosRelay> {
  const env = { ...usual, ...settings };
  const folder = await temporaryFolder();
  const copy = `${folder}-copy`;
  let relay: RelayProcess | undefined = await startRelayProcess({ folder, env });
  const { url } = relay;
  const port = Number(new URL(url).port);
  const { relayId } = (await (await fetch(`${url}/v1/relay`)).json()) as { relayId: string };

  function empty(): void {
    for (const name of readdirSync(folder))
      if (!kept.includes(name)) rmSync(path.join(folder, name), { recursive: true });
  }

  return {
    url,
    id: relayId,
    get running() {
      return relay !== undefined;
    },
    async start() {
      relay ??= await startRelayProcess({ folder, port, env });
    },
    async kill() {
      await relay?.end('SIGKILL');
      relay = undefined;
    },
    wipe: empty,
    copy() {
      rmSync(copy, { recursive: true, force: true });
      cpSync(folder, copy, { recursive: true });
    },
    rollBack() {
      if (!existsSync(copy)) return false;
      empty();
      cpSync(copy, folder, { recursive: true });
      return true;
    },
  };
}
