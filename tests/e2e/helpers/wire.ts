import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A line between two programs on which everything is written down, both ways. */
export interface Wire {
  /** Where the first program connects instead. */
  port: number;
  /** Ends all connections, and resolves when the last byte is in the file. */
  close(): Promise<void>;
}

/**
 * Passes TCP connections on to a port of this computer, and records their bytes in a file. What a WebSocket's
 * client sends is masked with a key that stands before it (RFC 6455 §5.3): it is recorded unmasked, as anybody
 * on the line would read it. `skips` names connections by their first bytes that are not recorded.
 */
export async function createWire(deps: {
  to: number;
  file: string;
  skips?: (start: string) => boolean;
}): Promise<Wire> {
  const record = createWriteStream(deps.file, { flags: 'a' });
  const open = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(deps.to, '127.0.0.1');
    const unmask = createUnmasker();
    let isRecorded: boolean | undefined;
    const keep = (bytes: Buffer): void => {
      if (isRecorded !== false) record.write(bytes);
    };
    near.on('data', (bytes) => {
      isRecorded ??= deps.skips?.(bytes.toString('latin1')) !== true;
      keep(unmask(bytes));
      far.write(bytes);
    });
    far.on('data', (bytes) => {
      keep(bytes);
      near.write(bytes);
    });
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one);
      one.on('error', () => other.destroy());
      one.on('end', () => other.end());
      one.on('close', () => {
        open.delete(one);
        other.destroy();
      });
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      if (record.writableEnded) return;
      server.close();
      for (const socket of open) socket.destroy();
      record.end();
      await once(record, 'finish');
    },
  };
}

const endOfHead = Buffer.from('\r\n\r\n');

/** Gives what a client sends as it was before masking: HTTP as it is, WebSocket frames from the upgrade on. */
function createUnmasker(): (bytes: Buffer) => Buffer {
  let waiting = Buffer.alloc(0);
  let isUpgraded = false;

  function takeFrames(): Buffer[] {
    const payloads: Buffer[] = [];
    for (let frame = readFrame(waiting); frame !== undefined; frame = readFrame(waiting)) {
      payloads.push(frame.payload);
      waiting = waiting.subarray(frame.length);
    }
    return payloads;
  }

  return (bytes) => {
    waiting = Buffer.concat([waiting, bytes]);
    const plain: Buffer[] = [];
    if (!isUpgraded) {
      const head = waiting.indexOf(endOfHead);
      isUpgraded =
        head !== -1 && /^upgrade: websocket\r?$/im.test(waiting.subarray(0, head).toString('latin1'));
      const length = isUpgraded ? head + endOfHead.length : waiting.length;
      plain.push(waiting.subarray(0, length));
      waiting = waiting.subarray(length);
    }
    return Buffer.concat(isUpgraded ? [...plain, ...takeFrames()] : plain);
  };
}

/** The first frame of a client, unmasked; `undefined` while it is not all there. */
function readFrame(bytes: Buffer): { payload: Buffer; length: number } | undefined {
  if (bytes.length < 2) return undefined;
  const short = bytes[1]! & 0x7f;
  const extra = short === 126 ? 2 : short === 127 ? 8 : 0;
  const start = 2 + extra + 4;
  if (bytes.length < start) return undefined;
  const size = extra === 0 ? short : extra === 2 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2));
  if (bytes.length < start + size) return undefined;
  const mask = bytes.subarray(start - 4, start);
  const payload = Buffer.from(bytes.subarray(start, start + size));
  for (let i = 0; i < payload.length; i++) payload[i]! ^= mask[i % 4]!;
  return { payload, length: start + size };
}
