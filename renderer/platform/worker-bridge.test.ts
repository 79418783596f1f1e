import { afterEach, expect, test, vi } from 'vitest';
import type { Remote } from 'comlink';
import { decodeFrame, encodeFrame } from '#shared/bridge/frames.ts';
import { isJsonObject } from '#shared/lib/json.ts';
import { ok } from '#shared/lib/result.ts';
import { bridgeFromWindow, type WorkerBridge } from './worker-bridge.ts';

afterEach(() => vi.unstubAllGlobals());

/** A window that notes what is asked through it. */
function windowWith(address: Awaited<ReturnType<WorkerBridge['callsAddress']>>) {
  const asked: string[] = [];
  const window: Partial<WorkerBridge> = {
    callsAddress: async () => address,
    async call(name) {
      asked.push(name);
      return ok({});
    },
  };
  return { asked, bridge: bridgeFromWindow(window as unknown as Remote<WorkerBridge>) };
}

/** The shell's end of the socket for calls: answers each with nothing. */
class ShellSocket extends EventTarget {
  static readonly OPEN = 1;
  static opened: unknown[][] = [];
  readonly readyState = ShellSocket.OPEN;
  constructor(...how: unknown[]) {
    super();
    ShellSocket.opened.push(how);
    queueMicrotask(() => this.dispatchEvent(new Event('open')));
  }
  send(frame: Uint8Array): void {
    const call = decodeFrame(frame)?.json;
    const id = isJsonObject(call) ? call['id'] : undefined;
    const answer = encodeFrame({ id, ok: true, value: {}, hasBytes: false }, new Uint8Array());
    this.dispatchEvent(new MessageEvent('message', { data: answer.buffer }));
  }
}

test('a worker calls the shell by itself where it may, so that a change does not wait for the window', async () => {
  vi.stubGlobal('WebSocket', ShellSocket);
  const { asked, bridge } = windowWith({ url: 'ws://shell/bridge/calls', protocols: ['plumbline'] });
  expect(await bridge.call('journal.tidy', { upTo: 1 })).toEqual(ok({}));
  expect(await bridge.call('journal.tidy', { upTo: 2 })).toEqual(ok({}));
  expect(ShellSocket.opened).toEqual([['ws://shell/bridge/calls', ['plumbline']]]);
  expect(asked).toEqual([]);
});

test('where only the window can, as in Electron, calls go through it', async () => {
  const { asked, bridge } = windowWith(undefined);
  expect(await bridge.call('journal.tidy', { upTo: 1 })).toEqual(ok({}));
  expect(asked).toEqual(['journal.tidy']);
});
