import { z } from 'zod';

const settingsSchema = z.object({
  /** Closing the window leaves the program running. */
  staysInTray: z.boolean(),
  startsAtLogin: z.boolean(),
});
export type DesktopSettings = z.output<typeof settingsSchema>;

/** What the program's icon says, in the language of the window. */
export const trayWordsSchema = z.object({ open: z.string().max(60), quit: z.string().max(60) });
export type TrayWords = z.output<typeof trayWordsSchema>;

export const desktopCalls = {
  /** What this shell can do outside of its window, and how it is set. */
  'desktop.state': {
    args: z.object({}),
    result: z.object({
      /** `window`: only the window itself can notify, by the browser's own means. */
      notifies: z.enum(['shell', 'window']),
      canStay: z.boolean(),
      settings: settingsSchema,
    }),
  },
  'desktop.set': {
    args: settingsSchema.extend({ words: trayWordsSchema }).partial(),
    result: z.object({ settings: settingsSchema }),
  },
  /** `path`: the screen that a click opens. */
  'desktop.notify': {
    args: z.object({
      title: z.string().max(200),
      body: z.string().max(500),
      path: z.string().startsWith('/').max(200).optional(),
    }),
    result: z.object({}),
  },
  /** On the program's icon; 0 for none. */
  'desktop.badge': { args: z.object({ count: z.int().min(0).max(9999) }), result: z.object({}) },
} as const;

export const desktopStreams = {
  /**
   * `wake`: the computer slept, or its screen was locked; `due`: the moment of something noted has come (`due.note`);
   * `open`: a notification was clicked.
   */
  'desktop.watch': {
    args: z.object({}),
    event: z.object({ type: z.enum(['wake', 'due', 'open']), path: z.string().optional() }),
    result: z.object({}),
  },
} as const;
export type DesktopEvent = z.output<(typeof desktopStreams)['desktop.watch']['event']>;
