import { z } from 'zod';

export const keyPairSchema = z.object({ publicKey: z.string(), privateKey: z.string() });
export type KeyPair = z.infer<typeof keyPairSchema>;

export const compartmentKeysSchema = z.object({
  /** Names the compartment's rooms; never rotated. */
  roomKey: z.string(),
  /** The compartment's key of each epoch, as base64url. */
  epochs: z.record(z.string(), z.string()),
  /** Of branches of the team's history that others have replaced or taken in: their epochs count alike. */
  branches: z.array(z.object({ epoch: z.int(), key: z.string() })).optional(),
});
export type CompartmentKeys = z.infer<typeof compartmentKeysSchema>;
