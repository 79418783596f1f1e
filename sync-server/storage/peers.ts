/** What a relay hears of others on the same storage. */
export interface PeerEvents {
  /** Another relay committed to rooms: their newest rows' numbers. */
  committed(rooms: { roomId: number; seq: number }[]): void;
  membershipChanged(workspace: string): void;
  presence(room: { workspace: string; name: string }, payload: Uint8Array): void;
  /** What happened in between was not heard. */
  reconnected(): void;
}

/** The other relays on the same storage. A single relay has none. */
export interface Peers {
  listen(events: PeerEvents): Promise<void>;
  /** Best effort: presence is repeated by the devices themselves. */
  tellPresence(room: { workspace: string; name: string }, payload: Uint8Array): void;
}
