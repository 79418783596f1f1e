import type { Bridge } from '#shared/bridge/bridge.ts';
import { memoryJournal } from './memory-journal.ts';
import { shellBridge } from './shell-bridge.ts';
import { deadBridge, forgetDevice } from './world.ts';

/** Another computer with all that lies on a device's disk, which has to be at rest. */
export async function copyProfile(from: string, to: string): Promise<void> {
  await forgetDevice(to);
  memoryJournal(to).replace(memoryJournal(from).rows());
}

/** A shell that reaches no relay until it is switched on. */
export function switchedBridge(): { bridge: Bridge; switchOn(): void } {
  let isOn = false;
  const bridge: Bridge = {
    call: (name, args) =>
      isOn || name !== 'relay.request' ? shellBridge.call(name, args) : deadBridge.call(name, args),
    stream: shellBridge.stream,
    openSocket: (name, args, listener) => (isOn ? shellBridge : deadBridge).openSocket(name, args, listener),
  };
  return {
    bridge,
    switchOn() {
      isOn = true;
    },
  };
}
