/** Where the bytes of blobs are: objects that are written once. Keys hold letters, digits, `-`, `_` and `/` only. */
export interface PieceStore {
  /** Resolves when the piece is safe. */
  put(key: string, bytes: Uint8Array): Promise<void>;
  /** The bytes from `first` to `last`, both included. */
  read(key: string, first: number, last: number): Promise<AsyncIterable<Uint8Array>>;
  remove(keys: string[]): Promise<void>;
  /** The folder that keys begin with, when nothing more is in it: its name is a workspace's. */
  removeFolder(name: string): Promise<void>;
}
