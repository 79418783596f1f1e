import { z } from 'zod';
import { idSchema, momentSchema } from './common.ts';

/** Words that are written often, with places such as `{{firstName}}` to be filled in. */
export const quickReplySchema = z.looseObject({
  id: idSchema,
  /** What is typed after `/` to find it. */
  name: z.string().max(40),
  text: z.string().max(4096),
  createdAt: momentSchema,
});
export type QuickReply = z.infer<typeof quickReplySchema>;

/** What a quick reply can have filled in. */
export const replyVariables = ['firstName', 'name', 'business', 'me', 'nextVisit', 'owed'] as const;
export type ReplyVariable = (typeof replyVariables)[number];

/**
 * The text with its places filled in. What nobody knows stays as it is and is named in `missing`, so that
 * nothing is sent with a hole in it.
 */
export function fillVariables(
  text: string,
  values: Partial<Record<ReplyVariable, string>>,
): { text: string; missing: string[] } {
  const missing: string[] = [];
  const filled = text.replaceAll(/\{\{\s*(\w+)\s*\}\}/g, (place, name: string) => {
    const value = isVariable(name) ? values[name] : undefined;
    if (value === undefined || value === '') missing.push(name);
    return value || place;
  });
  return { text: filled, missing };
}

/** Whether a place of a quick reply is still empty. */
export function hasEmptyPlace(text: string): boolean {
  return /\{\{\s*\w+\s*\}\}/.test(text);
}

function isVariable(name: string): name is ReplyVariable {
  return (replyVariables as readonly string[]).includes(name);
}
