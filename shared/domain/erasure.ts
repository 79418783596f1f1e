import { z } from 'zod';
import { idSchema, momentSchema, saltSchema } from './common.ts';

/** The collections of which an owner may erase a record that nobody else can take away. */
export const erasableCollections = ['messages', 'issued', 'payments', 'jobEvents', 'audit'] as const;
export type ErasableCollection = (typeof erasableCollections)[number];

/**
 * That an owner has erased a record that is written once: what stays of it. It lies in the record's book, and is signed
 * by the device that writes it. Its id is the hash of the rest.
 */
export const erasureSchema = z.looseObject({
  id: idSchema,
  /** The date by which the record was filed: it names the book. */
  at: momentSchema,
  erasedAt: momentSchema,
  collection: z.enum(erasableCollections),
  recordId: idSchema,
  /** Of the whole record; its salt is gone with it, so that nobody can guess the content from this. */
  hash: z.string().max(64),
  why: z.string().max(500).optional(),
  deviceId: z.string(),
  memberId: z.string(),
  salt: saltSchema,
});
export type Erasure = z.infer<typeof erasureSchema>;
