import { z } from 'zod';
import { momentSchema } from './common.ts';

/** The owner's own wording of one sentence of the composer; its id is `LANGUAGE-KEY`. */
export const answerWordsSchema = z.looseObject({
  id: z.string().min(1).max(64),
  text: z.string().min(1).max(1000),
  updatedAt: momentSchema,
});
