import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { Dialect, Message, Place } from './protocols.ts';
import type { RunningServer } from './servers.ts';

/** A client's subscription in a room, with what it has got of the room's one writer. */
export interface Subscription {
  dialect: Dialect;
  socket: WebSocket;
  /** How many of the writer's updates it has, without a gap. */
  received: number;
  /** How many of its own updates the server says are on disk. */
  stored: number;
  /** Called when `received` or `stored` has grown. */
  onProgress(): void;
}

/** One device: a socket for all its rooms where the protocol can, else one a room. */
export interface Client {
  join(room: string, writer: number): Promise<Subscription>;
  leave(): void;
}

interface Connection {
  socket: WebSocket;
  open: Promise<unknown>;
  subscriptions: Map<string, (message: Buffer) => void>;
  onClose(): void;
}

export function createClient(server: RunningServer): Client {
  const { protocol } = server;
  const connections: Connection[] = [];
  let lastChannel = 0;

  function openConnection(room: string): Connection {
    const { url, protocols } = server.address(room);
    const socket = new WebSocket(url, protocols, { perMessageDeflate: false });
    const connection: Connection = {
      socket,
      open: once(socket, 'open'),
      subscriptions: new Map(),
      onClose: () => {},
    };
    socket.on('close', () => connection.onClose());
    socket.on('message', (data: Buffer) => {
      const key = protocol.share === undefined ? '' : protocol.share.keyOf(data);
      if (key !== undefined) connection.subscriptions.get(key)?.(data);
    });
    connections.push(connection);
    return connection;
  }

  return {
    async join(room, writer) {
      const place: Place = { room, writer, channel: ++lastChannel };
      const connection =
        protocol.share === undefined ? openConnection(room) : (connections[0] ?? openConnection(room));
      const ready = Promise.withResolvers<void>();
      connection.onClose = () => ready.reject(new Error('The server closed a socket.'));
      const { subscription, take } = createSubscription(protocol.at(place), connection.socket, ready.resolve);
      // Before the socket is open: some servers speak first.
      connection.subscriptions.set(protocol.share?.key(place) ?? '', take);
      await connection.open;
      for (const message of subscription.dialect.opening()) connection.socket.send(message);
      await ready.promise;
      return subscription;
    },
    leave: () => connections.forEach(({ socket }) => socket.terminate()),
  };
}

function createSubscription(dialect: Dialect, socket: WebSocket, onReady: () => void) {
  const subscription: Subscription = { dialect, socket, received: 0, stored: 0, onProgress: () => {} };
  let isReady = false;

  function shakeHands(message: Buffer): void {
    const step = dialect.handshake(message);
    for (const reply of step.replies) socket.send(reply);
    isReady = step.isReady;
    if (isReady) onReady();
  }

  function take(message: Buffer): void {
    if (!isReady) return shakeHands(message);
    const span = dialect.received(message);
    if (span !== undefined) {
      if (span.from > subscription.received) throw new Error('A reader missed an update.');
      subscription.received = Math.max(subscription.received, span.to);
    }
    subscription.stored = Math.max(subscription.stored, dialect.stored(message) ?? 0);
    subscription.onProgress();
  }

  return { subscription, take };
}

/** A room with one writer. */
export interface Room {
  writer: Subscription;
  readers: Subscription[];
  /** How many updates its writer has sent. */
  sent: number;
  leave(): void;
}

export interface RoomShape {
  rooms: number;
  readersPerRoom: number;
}

/** Opens rooms, every client in one of them. `kind` keeps them apart from those of other measurements. */
export async function openRooms(server: RunningServer, shape: RoomShape, kind: string): Promise<Room[]> {
  const names = Array.from(
    { length: shape.rooms },
    (_, index) => `bench-${kind}-${String(index).padStart(8, '0')}`,
  );
  const rooms: Room[] = [];
  for (const [index, name] of names.entries())
    rooms.push(await openRoom(server, name, 1_000_000 + index, shape.readersPerRoom));
  return rooms;
}

async function openRoom(
  server: RunningServer,
  name: string,
  writerId: number,
  readers: number,
): Promise<Room> {
  const clients = Array.from({ length: readers + 1 }, () => createClient(server));
  const [writer, ...others] = await Promise.all(clients.map((client) => client.join(name, writerId)));
  if (writer === undefined) throw new Error('A room has a writer');
  return { writer, readers: others, sent: 0, leave: () => clients.forEach((client) => client.leave()) };
}

/** The next updates of the room's writer, made but not sent. */
export async function nextUpdates(room: Room, count: number, contentBytes: number): Promise<Message[]> {
  return room.writer.dialect.updates(room.sent, count, contentBytes);
}

export function send(room: Room, message: Message): void {
  room.writer.socket.send(message);
  room.sent++;
}

/** Whether every reader has everything and, where the server promises it, everything is on disk. */
export function isDelivered({ writer, readers, sent }: Room, isDurable: boolean): boolean {
  return readers.every(({ received }) => received >= sent) && (!isDurable || writer.stored >= sent);
}
