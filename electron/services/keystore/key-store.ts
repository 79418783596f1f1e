/** The system's store of keys: what it has sealed, it opens again for this person on this computer. */
export interface KeyStore {
  /** Whether it protects anything: a store whose key everybody knows is none. */
  isThere(): Promise<boolean>;
  /** What the system asks for before it opens something. */
  asks(): 'nothing' | 'touchId';
  /** Throws where the store is closed, as its owner wants, or broken. */
  seal(secret: string): Promise<string>;
  /** Asks who it is where the system can, and throws as above. `again`: the store has a newer key, seal it anew. */
  open(sealed: string, reason: string): Promise<{ secret: string; again: boolean }>;
}

/** What Electron says of the store on Linux. */
export type LinuxBackend = 'basic_text' | 'gnome_libsecret' | 'kwallet' | 'kwallet5' | 'kwallet6' | 'unknown';

/** On Linux there may be no store: then Chromium seals by words that stand in its source. */
export function protects(system: {
  platform: NodeJS.Platform;
  isAvailable: boolean;
  /** Of Linux alone. */
  backend: LinuxBackend | undefined;
}): boolean {
  if (!system.isAvailable) return false;
  if (system.platform === 'darwin' || system.platform === 'win32') return true;
  return system.backend !== undefined && system.backend !== 'basic_text' && system.backend !== 'unknown';
}
