import type { Sending } from './sender.ts';

/** What a locked window may ask for and be told. */
export interface SenderApi {
  /** What `lock` has handed over goes on: what is due is sent. Nothing happens in an open workspace. */
  sendOn(from: HandOverPort): Promise<void>;
  /** Ends that, and forgets the last keys. */
  lockEverything(): Promise<void>;
  sending(): Promise<Sending | undefined>;
  /** Looks at once for what is due, locked or not: the computer woke up, or a moment has come. */
  look(): Promise<void>;
}

/** A way from one worker to the next that the window between them cannot look into. */
export type HandOverPort = MessagePort;
export type { Sending } from './sender.ts';
