import { z } from 'zod';

/** Larger than this (bytes), a backup goes through the bridge in parts. */
export const backupPartBytes = 8 * 1024 * 1024;
const backupParts = 64;
/** The moment in UTC, to the second. The window names no other file and no folder. */
const backupNameSchema = z.string().regex(/^plumbline-\d{8}-\d{6}\.plumbline$/);

export const backupsCalls = {
  /** Parts come in order, from 0. The file appears, whole and on disk, with the last one. */
  'backups.write': {
    args: z.object({
      name: backupNameSchema,
      part: z.int().min(0),
      parts: z.int().min(1).max(backupParts),
      bytesBase64Url: z.base64url().max(Math.ceil(backupPartBytes / 3) * 4),
    }),
    result: z.object({}),
  },
  'backups.list': {
    args: z.object({}),
    result: z.object({
      backups: z.array(
        z.object({
          name: backupNameSchema,
          sizeBytes: z.number().nonnegative(),
          /** Whose it is, as its first bytes say; left out where they say nothing that this version knows. */
          workspace: z.string().optional(),
        }),
      ),
    }),
  },
  'backups.read': {
    args: z.object({ name: backupNameSchema, part: z.int().min(0).max(backupParts) }),
    result: z.object({ bytesBase64Url: z.string(), parts: z.int().min(1) }),
  },
  'backups.remove': { args: z.object({ name: backupNameSchema }), result: z.object({}) },
} as const;
