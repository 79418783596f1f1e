import { z } from 'zod';

const seenDeviceSchema = z.looseObject({
  /** When it was last connected; of one that is, since when. Epoch milliseconds of the relay's clock. */
  at: z.number(),
  /** From where, as the relay sees it; empty where it does not. */
  address: z.string().max(100),
  isConnected: z.boolean(),
});
export type SeenDevice = z.infer<typeof seenDeviceSchema>;

/** What a relay tells owners of the team's devices: as far back as its process goes, and on its word alone. */
export const seenDevicesSchema = z.looseObject({
  since: z.number(),
  devices: z.record(z.string(), seenDeviceSchema),
});
export type SeenDevices = z.infer<typeof seenDevicesSchema>;
