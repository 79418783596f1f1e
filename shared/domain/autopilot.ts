import { z } from 'zod';

/** `draft`: a draft waits when a conversation is opened; nothing is ever sent without the owner. */
export const autopilotModes = ['off', 'draft', 'withinHours', 'always'] as const;

/** How far the assistant may go by itself. Left out: not at all. */
export const autopilotSchema = z.looseObject({
  mode: z.enum(autopilotModes),
  /** Also conversations that the owner has not switched on one by one. */
  everyone: z.boolean(),
  /** Answers in a row without a person of the business. */
  maxTurns: z.number().int().min(1).max(10),
  /** A free time that a known customer has chosen is theirs at once; otherwise a person confirms it. */
  confirmsTimes: z.boolean().optional(),
});
export type AutopilotSettings = z.infer<typeof autopilotSchema>;

export const defaultAutopilot: AutopilotSettings = { mode: 'off', everyone: false, maxTurns: 3 };

/** Whether the assistant may send by itself at some time of the day. */
export function sendsByItself({ mode }: AutopilotSettings): boolean {
  return mode === 'withinHours' || mode === 'always';
}
