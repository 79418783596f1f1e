import { z } from 'zod';

/** What a relay says of a workspace that it has removed. Numbers only: nothing of what it held. */
export const removalReceiptSchema = z.looseObject({
  /** Epoch milliseconds of the relay's clock. */
  at: z.number(),
  rooms: z.number(),
  /** Of the rooms. */
  bytes: z.number(),
  blobs: z.number(),
  blobBytes: z.number(),
  feeds: z.number(),
  /** Relays of before had none. */
  pages: z.number().optional(),
  webhooks: z.number(),
  claims: z.number(),
  invitations: z.number(),
  /** Until when copies of the relay may still hold it; `null`: only the relay's operator knows. */
  backupsUntil: z.number().nullable(),
});
export type RemovalReceipt = z.infer<typeof removalReceiptSchema>;

/** Where a workspace is removed. */
export function workspacePath(workspace: string): string {
  return `/v1/workspaces/${workspace}`;
}
