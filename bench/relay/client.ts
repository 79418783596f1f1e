import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { Dialect, Message, Place } from './protocols.ts';
import type { RunningServer } from './servers.ts';

/** A client's seat in a room, with what it has got of the room's one writer. */
export interface Seat {
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
  join(room: string, writer: number): Promise<Seat>;
  leave(): void;
}

interface Line {
  socket: WebSocket;
  open: Promise<unknown>;
  seats: Map<string, (message: Buffer) => void>;
  onClose(): void;
}

export function createClient(server: RunningServer): Client {
  const { protocol } = server;
  const lines: Line[] = [];
  let lastChannel = 0;

  function openLine(room: string): Line {
    const { url, protocols } = server.address(room);
    const socket = new WebSocket(url, protocols, { perMessageDeflate: false });
    const line: Line = { socket, open: once(socket, 'open'), seats: new Map(), onClose: () => {} };
    socket.on('close', () => line.onClose());
    socket.on('message', (data: Buffer) => {
      const key = protocol.share === undefined ? '' : protocol.share.keyOf(data);
      if (key !== undefined) line.seats.get(key)?.(data);
    });
    lines.push(line);
    return line;
  }

  return {
    async join(room, writer) {
      const place: Place = { room, writer, channel: ++lastChannel };
      const line = protocol.share === undefined ? openLine(room) : (lines[0] ?? openLine(room));
      const ready = Promise.withResolvers<void>();
      line.onClose = () => ready.reject(new Error('The server closed a socket.'));
      const { seat, take } = createSeat(protocol.at(place), line.socket, ready.resolve);
      // Before the socket is open: some servers speak first.
      line.seats.set(protocol.share?.key(place) ?? '', take);
      await line.open;
      for (const message of seat.dialect.opening()) line.socket.send(message);
      await ready.promise;
      return seat;
    },
    leave: () => lines.forEach(({ socket }) => socket.terminate()),
  };
}

function createSeat(dialect: Dialect, socket: WebSocket, onReady: () => void) {
  const seat: Seat = { dialect, socket, received: 0, stored: 0, onProgress: () => {} };
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
      if (span.from > seat.received) throw new Error('A reader missed an update.');
      seat.received = Math.max(seat.received, span.to);
    }
    seat.stored = Math.max(seat.stored, dialect.stored(message) ?? 0);
    seat.onProgress();
  }

  return { seat, take };
}

/** A room with one writer. */
export interface Room {
  writer: Seat;
  readers: Seat[];
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
