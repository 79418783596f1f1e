import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Dispatcher } from '#electron/services/dispatcher.ts';
import type { WindowFiles } from '#electron/services/window/files.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { ok, problem, type Result } from '#shared/lib/result.ts';
import { browserHostProtocol } from '#shared/bridge/browser-host.ts';
import { createBridgeHttp, openWindow, refuse } from './bridge-http.ts';
import { createBridgeSocket, refuseUpgrade } from './bridge-socket.ts';
import { isFromFile, isOurHost, isOurPage } from './request-checks.ts';
import type { BridgeAuth } from './bridge-auth.ts';

export interface HostServer {
  /** `http://127.0.0.1:4500`: the origin that owns the window's data. */
  readonly origin: string;
  hasWindow(): boolean;
  close(): Promise<void>;
}

export interface HostServerDeps {
  dispatcher: Dispatcher;
  files: WindowFiles;
  auth: BridgeAuth;
  /** A window was opened with the key. */
  onOpened?(): void;
  /** The window was closed, or is being loaded anew. */
  onWindowGone?(): void;
}

/**
 * Serves the window and its bridge on the loopback interface.
 *
 * @param port fixed, because the data belong to the origin; 0 (any free port) is for tests only
 */
export async function startHostServer(deps: HostServerDeps, port: number): Promise<Result<HostServer>> {
  const server = createServer();
  const listening = await listen(server, port);
  if (!listening.ok) return listening;
  const origin = listening.value;
  const socket = createBridgeSocket(deps);
  const answer = createAnswer(deps, origin);
  server.on('request', (request, response) => ignore(answer(request, response)));
  server.on('upgrade', (request, connection, head) => {
    connection.on('error', () => connection.destroy());
    if (!isOurHost(request.headers, origin)) return refuseUpgrade(connection, 421);
    if (!isOurPage(request.headers, origin)) return refuseUpgrade(connection, 403);
    socket.upgrade(request, connection, head, pathOf(request));
  });
  return ok({ origin, hasWindow: socket.hasWindow, close: () => close(server, socket) });
}

function createAnswer(deps: HostServerDeps, origin: string) {
  const bridge = createBridgeHttp(deps);
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const pathname = pathOf(request);
    if (!isOurHost(request.headers, origin)) return refuse(response, 421);
    if (!pathname.startsWith('/bridge/')) return serve(deps.files, request, response);
    if (pathname === browserHostProtocol.openPath) {
      return isFromFile(request.headers) ? openWindow(deps, request, response) : refuse(response, 403);
    }
    if (!isOurPage(request.headers, origin)) return refuse(response, 403);
    return bridge(request, response, pathname);
  };
}

async function serve(files: WindowFiles, request: IncomingMessage, response: ServerResponse) {
  const { status, headers, body } = await files.answer(request.method ?? '', request.url ?? '');
  response.writeHead(status, headers).end(body);
}

function pathOf(request: IncomingMessage): string {
  return (request.url ?? '').split('?', 1)[0]!;
}

async function listen(server: Server, port: number): Promise<Result<string>> {
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen({ host: '127.0.0.1', port, exclusive: true }, resolve);
    });
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EADDRINUSE' ? portBusy(port) : portRefused(port);
  }
  return ok(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
}

function portBusy(port: number) {
  return problem(
    'host.port-busy',
    `Port ${port} is taken by another program. Your data are safe; they belong to this port, so Plumbline does not move to another by itself.`,
    'If Plumbline is already open, use that window. Otherwise close the other program and start again.',
  );
}

function portRefused(port: number) {
  return problem(
    'host.port-refused',
    `This system does not let Plumbline use port ${port}.`,
    'Start again with --port and a number from 1024 to 65535. Each port has its own data.',
  );
}

async function close(server: Server, socket: { close(): void }): Promise<void> {
  socket.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}
