import { z } from 'zod';
import { idSchema, momentSchema } from './common.ts';

export const labelColours = ['gray', 'red', 'orange', 'green', 'blue', 'violet'] as const;
export type LabelColour = (typeof labelColours)[number];

/** A word of the team's own for conversations, such as “Warranty”. */
export const labelSchema = z.looseObject({
  id: idSchema,
  name: z.string().max(40),
  colour: z.enum(labelColours).catch('gray'),
  createdAt: momentSchema,
});
export type Label = z.infer<typeof labelSchema>;
