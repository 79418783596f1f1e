import { connect, type Socket } from 'node:net';

export type Stream = Socket;

/** How long a server may take to answer the telephone, in milliseconds. */
const patience = 20_000;

/** Connects to host and port of an address; rejects where nothing answers there. */
export function openStream(url: URL): Promise<Stream> {
  const { promise, resolve, reject } = Promise.withResolvers<Stream>();
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const socket = connect({ host, port: Number(url.port) });
  const giveUp = setTimeout(() => socket.destroy(timedOut()), patience);
  socket.once('error', reject);
  socket.once('close', () => clearTimeout(giveUp));
  socket.once('connect', () => {
    clearTimeout(giveUp);
    socket.off('error', reject);
    resolve(socket);
  });
  return promise;
}

function timedOut(): Error {
  return Object.assign(new Error('The server does not answer'), { code: 'ETIMEDOUT' });
}
