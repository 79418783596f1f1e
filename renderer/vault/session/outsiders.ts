import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import { newId } from '#shared/lib/ids.ts';
import { ok } from '#shared/lib/result.ts';
import { createEarlier } from '../agent/earlier.ts';
import type { Commands } from './commands.ts';
import type { Records } from './records.ts';
import { createPrograms, type Programs, type ProgramsDeps } from '../programs/programs.ts';
import { createTelegram, type Telegram, type TelegramDeps } from '../telegram/telegram.ts';

interface OutsidersDeps
  extends
    Omit<TelegramDeps, 'records' | 'run' | 'now' | 'locked'>,
    Pick<ProgramsDeps, 'now' | 'emit' | 'busyNow'>,
    Pick<Records, 'library' | 'archive'>,
    Pick<Commands, 'run'> {
  crypto: WebCrypto;
  /** Epoch milliseconds, as the relay has them. */
  relayNow(): number;
}

/** Those who ask from beside the window: members in Telegram, and programs of this computer. */
export interface Outsiders {
  telegram: Telegram;
  programs: Programs;
}

export function createOutsiders(deps: OutsidersDeps): Outsiders {
  const { library, archive, crypto, run } = deps;
  const telegram = createTelegram({
    ...deps,
    records: library,
    run: async (name, args, by) => {
      const done = await run(name, args, by);
      return done.ok ? ok(done.value.value as never) : done;
    },
    now: deps.relayNow,
  });
  const programs = createPrograms({
    ...deps,
    records: library,
    apply(lines) {
      if (library.mayBegin().ok) library.apply(lines);
    },
    mayNote: () => library.mayBegin().ok,
    run: (name, args) => run(name, args, 'program'),
    earlier: createEarlier(archive),
    newId: () => newId(crypto),
  });
  return { telegram, programs };
}
