import type { TrayWords } from '#shared/bridge/contract/desktop.ts';

/** What a program can do outside of its window. The Electron shell implements it; where there is none, nothing does. */
export interface Desktop {
  notify(note: { title: string; body: string }, onClick: () => void): void;
  setBadge(count: number): void;
  /** Puts the program's icon among those that stay, or takes it away. `words`: none where no window has said them yet. */
  setTray(isThere: boolean, words: TrayWords | undefined): void;
  startsAtLogin(): Promise<boolean>;
  setStartsAtLogin(starts: boolean): Promise<void>;
  /** Brings the window to the front. */
  show(): void;
  /** The computer woke up, or somebody unlocked its screen. */
  onWake(listener: () => void): void;
}
