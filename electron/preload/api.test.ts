import { afterEach, expect, test } from 'vitest';
import type { SocketListener } from '#shared/bridge/bridge.ts';
import { bridgeContract } from '#shared/bridge/contract.ts';
import { ipcChannels } from '#shared/bridge/preload-api.ts';
import { ok } from '#shared/lib/result.ts';
import { createBridgePorts, type BridgePort } from '#electron/main/bridge-ports.ts';
import { createDispatcher } from '#electron/services/dispatcher.ts';
import { handlersWith } from '#tests/security/handlers.ts';
import { createPreloadApi, type Ipc } from './api.ts';

const ports: MessagePort[] = [];
afterEach(() => ports.splice(0).forEach((port) => port.close()));

const ourFrame = { url: 'app://plumbline/', parent: null };

/** The preload and the main process's side, joined by real message ports: all but Electron's own pipe. */
function joined(
  handlers: Parameters<typeof handlersWith>[0],
  senderFrame: typeof ourFrame | null = ourFrame,
) {
  const main = createBridgePorts(createDispatcher(handlersWith(handlers)));
  const ipc: Ipc = {
    invoke: (_channel, message) => main.call({ senderFrame }, structuredClone(message)),
    postMessage(channel, message, transfer) {
      ports.push(...transfer);
      for (const side of transfer.map(adapt)) {
        if (channel === ipcChannels.stream) main.stream({ senderFrame }, structuredClone(message), side);
        else main.socket({ senderFrame }, structuredClone(message), side);
      }
    },
  };
  return createPreloadApi(ipc);
}

function adapt(port: MessagePort): BridgePort {
  port.start();
  return {
    post: (message) => port.postMessage(message),
    onMessage: (listener) =>
      port.addEventListener('message', ({ data }: MessageEvent<unknown>) => listener(data)),
    onClose: (listener) => port.addEventListener('close', listener),
    close: () => port.close(),
  };
}

test('the page sees one function for each channel of the contract and nothing more', () => {
  const api = createPreloadApi({ invoke: async () => undefined, postMessage() {} });
  expect(Object.keys(api)).toEqual(['calls', 'streams', 'sockets']);
  expect(Object.keys(api.calls)).toEqual(Object.keys(bridgeContract.calls));
  expect(Object.keys(api.streams)).toEqual(Object.keys(bridgeContract.streams));
  expect(Object.keys(api.sockets)).toEqual(Object.keys(bridgeContract.sockets));
});

test('a call brings back the handler’s answer', async () => {
  const info = { shell: 'electron' as const, version: '1.0.0' };
  const api = joined({ calls: { 'shell.info': async () => ok(info) } });
  expect(await api.calls['shell.info']({})).toEqual(ok(info));
});

test('a frame that is not our page is heard on no channel', async () => {
  for (const sender of [null, { url: 'https://evil.example/', parent: null }]) {
    const api = joined({}, sender);
    expect(await api.calls['shell.info']({})).toMatchObject({ error: { code: 'bridge.foreign-sender' } });
    const { promise, resolve } = Promise.withResolvers<void>();
    api.streams['egress.watch']({}, () => {});
    ports.at(-1)?.addEventListener('close', () => resolve());
    await promise;
  }
});

test('a stream brings its events in order, without anything of the event itself, and then its result', async () => {
  const api = joined({
    streams: {
      'models.pull': async (_args, emit) => {
        emit({ status: 'one' });
        emit({ status: 'two' });
        return ok({});
      },
    },
  });
  const events: unknown[] = [];
  const args = { url: 'http://127.0.0.1:11434', model: 'tiny' };
  const running = api.streams['models.pull'](args, (...received) => events.push(received));
  expect(await running.result).toEqual(ok({}));
  expect(events).toEqual([[{ status: 'one' }], [{ status: 'two' }]]);
});

test('Stop reaches the service', async () => {
  const stopped = Promise.withResolvers<string>();
  const api = joined({
    streams: {
      'egress.watch': (_args, _emit, signal) =>
        new Promise(() => signal.addEventListener('abort', () => stopped.resolve('stopped'))),
    },
  });
  api.streams['egress.watch']({}, () => {}).abort();
  expect(await stopped.promise).toBe('stopped');
});

test('a socket carries bytes both ways and closes once', async () => {
  const api = joined({ sockets: { 'relay.socket': (_args, listener) => echo(listener) } });
  const opened = Promise.withResolvers<string>();
  const received = Promise.withResolvers<Uint8Array>();
  const closed = Promise.withResolvers<[number, string]>();
  const socket = api.sockets['relay.socket'](
    { url: 'ws://127.0.0.1:9', protocols: [] },
    { opened: opened.resolve, received: received.resolve, closed: (...why) => closed.resolve(why) },
  );
  expect(await opened.promise).toBe('y');
  socket.send(new Uint8Array([1, 2, 3]));
  expect([...(await received.promise)]).toEqual([1, 2, 3]);
  socket.close(4000, 'enough');
  expect(await closed.promise).toEqual([4000, 'enough']);
});

function echo(listener: SocketListener) {
  listener.opened('y');
  return {
    send: (frame: Uint8Array<ArrayBuffer>) => listener.received(frame),
    close: (code = 1000, reason = '') => listener.closed(code, reason),
  };
}
