import { ipcMain, type MessagePortMain } from 'electron';
import { ipcChannels } from '#shared/bridge/preload-api.ts';
import type { Dispatcher } from '#electron/services/dispatcher.ts';
import { createBridgePorts, type BridgePort } from './bridge-ports.ts';

/** The only listeners on Electron's IPC. */
export function serveBridge(dispatcher: Dispatcher): void {
  const bridge = createBridgePorts(dispatcher);
  ipcMain.handle(ipcChannels.call, (event, message: unknown) => bridge.call(event, message));
  ipcMain.on(ipcChannels.stream, (event, message: unknown) => {
    for (const port of event.ports) bridge.stream(event, message, adapt(port));
  });
  ipcMain.on(ipcChannels.socket, (event, message: unknown) => {
    for (const port of event.ports) bridge.socket(event, message, adapt(port));
  });
}

function adapt(port: MessagePortMain): BridgePort {
  port.start();
  return {
    post: (message) => port.postMessage(message),
    onMessage: (listener) => port.on('message', ({ data }) => listener(data)),
    onClose: (listener) => port.once('close', listener),
    close: () => port.close(),
  };
}
