import { z } from 'zod';
import type { Bytes } from '#shared/lib/bytes.ts';
import { isBytes } from '../frames.ts';

/** The largest piece of bytes that crosses the bridge at once: large files never stand in memory as a whole. */
export const bridgePieceBytes = 1024 * 1024;
/** Arguments and values hold bytes in a field of this name only: see frames.ts. */
export const bytesSchema = z.custom<Bytes>((value) => isBytes(value) && value.length <= bridgePieceBytes);
/** A position in a file, in bytes. */
export const offsetSchema = z.int().nonnegative();
