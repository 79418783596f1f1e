import type { Bridge } from '#shared/bridge/bridge.ts';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import type { Timers } from '#shared/lib/async.ts';
import { createKeyring } from '../books/keyring.ts';
import type { Database } from '../database/database.ts';
import { readRoster } from '../keys/roster.ts';
import type { HandOverPort, SenderApi, Sending } from './api.ts';
import type { SenderLoad } from './load.ts';
import { createSenderLog } from './log.ts';
import { createMailbox } from './mailbox.ts';
import { createSender, type Sender } from './sender.ts';

/** The one sender that there is while the vault is locked. */
export interface SenderKeeper extends SenderApi {
  /** Ends it before the workspace is opened: both would send. */
  end(): Promise<void>;
}

export function createSenderKeeper(deps: {
  bridge: Bridge;
  crypto: WebCrypto;
  database: Database;
  /** Epoch milliseconds. */
  now(): number;
  timers: Timers;
  /** From 0 to 1. */
  random(): number;
  isOpen(): boolean;
  onChange(sending: Sending | undefined): void;
}): SenderKeeper {
  const { crypto, database } = deps;
  let sender: Sender | undefined;
  /** Counts up: what was begun for an earlier lock is not taken up. */
  let turn = 0;

  async function start(load: SenderLoad): Promise<void> {
    const own = ++turn;
    const { keybag, logKey: key } = load;
    const roster = await readRoster(crypto, keybag.membership, keybag.workspace);
    if (!roster.ok) return;
    const keyring = await createKeyring(crypto, keybag, roster.value);
    if (own !== turn || deps.isOpen()) return;
    const made = await createSender({
      ...deps,
      keyring,
      load,
      log: createSenderLog({ crypto, key, database }),
      openMailbox: (more) => createMailbox({ ...deps, ...more, keyring, load }),
      onChange: tell,
    });
    if (own !== turn || deps.isOpen()) return made[Symbol.asyncDispose]();
    sender = made;
    tell();
  }

  function tell(): void {
    if (sender !== undefined) deps.onChange(sender.sending());
  }

  async function end(): Promise<void> {
    turn++;
    const ending = sender;
    sender = undefined;
    await ending?.[Symbol.asyncDispose]();
    if (ending !== undefined) deps.onChange(undefined);
  }

  return {
    async sendOn(from) {
      const load = await received(from);
      if (load !== undefined) await start(load);
    },
    lockEverything: end,
    sending: async () => sender?.sending(),
    look: async () => sender?.wake(),
    end,
  };
}

/** Hands a load to whoever holds the other end. */
export function handOver(port: HandOverPort, load: SenderLoad | undefined): void {
  port.postMessage(load);
}

function received(from: HandOverPort): Promise<SenderLoad | undefined> {
  const { promise, resolve } = Promise.withResolvers<SenderLoad | undefined>();
  from.addEventListener('message', ({ data }: MessageEvent<SenderLoad | undefined>) => resolve(data), {
    once: true,
  });
  from.start();
  return promise.finally(() => from.close());
}
