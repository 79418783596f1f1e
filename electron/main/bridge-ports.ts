import { z } from 'zod';
import type { SocketMessage, StreamMessage } from '#shared/bridge/preload-api.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { problem, type Result } from '#shared/lib/result.ts';
import type { Dispatcher } from '#electron/services/dispatcher.ts';
import { isTrustedSender, type SenderFrame } from './policies.ts';

/** One end of a message channel whose other end the page holds. */
export interface BridgePort {
  post(message: StreamMessage | SocketMessage): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Called when the page has closed its end, or is gone. */
  onClose(listener: () => void): void;
  close(): void;
}

interface Sender {
  senderFrame?: SenderFrame | null;
}

const requestSchema = z.object({ name: z.string(), args: z.unknown() });

const fromPageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('frame'), frame: z.instanceof(Uint8Array<ArrayBuffer>) }),
  z.object({ type: z.literal('closed'), code: z.number(), reason: z.string() }),
]);

const foreignSender = problem('bridge.foreign-sender', 'Only Plumbline’s own window may ask for this.');
const malformed = problem('bridge.malformed', 'The request was not understood.');

/** The bridge behind Electron's IPC: checks who speaks and what was said before the dispatcher hears of it. */
export function createBridgePorts(dispatcher: Dispatcher) {
  return {
    async call(sender: Sender, message: unknown): Promise<Result<unknown>> {
      if (!isTrustedSender(sender.senderFrame)) return foreignSender;
      const request = requestSchema.safeParse(message);
      return request.success ? dispatcher.call(request.data.name, request.data.args) : malformed;
    },

    stream(sender: Sender, message: unknown, port: BridgePort): void {
      const request = accept(sender, message, port);
      if (request !== undefined) ignore(runStream(dispatcher, request, port));
    },

    socket(sender: Sender, message: unknown, port: BridgePort): void {
      const request = accept(sender, message, port);
      if (request !== undefined) joinSocket(dispatcher, request, port);
    },
  };
}

function accept(sender: Sender, message: unknown, port: BridgePort) {
  const request = requestSchema.safeParse(message);
  if (isTrustedSender(sender.senderFrame) && request.success) return request.data;
  port.close();
  return undefined;
}

async function runStream(dispatcher: Dispatcher, request: z.infer<typeof requestSchema>, port: BridgePort) {
  const stop = new AbortController();
  port.onClose(() => stop.abort());
  const emit = (event: unknown) => port.post({ event });
  const result = await dispatcher.stream(request.name, request.args, emit, stop.signal);
  if (!stop.signal.aborted) port.post({ result });
}

function joinSocket(dispatcher: Dispatcher, request: z.infer<typeof requestSchema>, port: BridgePort): void {
  const socket = dispatcher.openSocket(request.name, request.args, {
    opened: (protocol) => port.post({ type: 'opened', protocol }),
    received: (frame) => port.post({ type: 'frame', frame }),
    closed: (code, reason) => port.post({ type: 'closed', code, reason }),
  });
  port.onClose(() => socket.close());
  port.onMessage((message) => {
    const said = fromPageSchema.safeParse(message);
    if (!said.success) return socket.close();
    if (said.data.type === 'frame') socket.send(said.data.frame);
    else socket.close(said.data.code, said.data.reason);
  });
}
