import { webCrypto } from '#shared/crypto/web-crypto.ts';
import { systemTimers } from '#shared/lib/system-timers.ts';
import { createStorage, type Storage } from '../storage/storage.ts';
import { memoryJournal } from './memory-journal.ts';
import { deadBridge } from './world.ts';

/** What a device stores, without a vault over it. */
export function testStorage(device: string): Storage {
  return createStorage({
    name: device,
    bridge: deadBridge,
    crypto: webCrypto(crypto),
    journal: memoryJournal(device),
    now: Date.now,
    timers: systemTimers,
    onChange: () => {},
  });
}
