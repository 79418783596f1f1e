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

/** A place, however it is spelt; one that is not closed reaches to the end of its line. */
const place = /\{\{([^{}\n]*)(?:\}\})?/g;

/**
 * The text with its places filled in. What nobody knows stays as it is and is named in `missing`, so that
 * nothing is sent with a hole in it.
 */
export function fillVariables(
  text: string,
  values: Partial<Record<ReplyVariable, string>>,
): { text: string; missing: string[] } {
  const missing: string[] = [];
  const filled = text.replaceAll(place, (whole: string, name: string) => {
    const variable = whole.endsWith('}}') ? variableOf(name) : undefined;
    const value = variable === undefined ? undefined : values[variable];
    if (value === undefined || value === '') missing.push(name.trim());
    return value || whole;
  });
  return { text: filled, missing };
}

/** Whether a place of a quick reply is still empty, or something was meant to be one. */
export function hasEmptyPlace(text: string): boolean {
  return text.includes('{{') || text.includes('}}');
}

/** The places of a text that can never be filled in, as they are written. */
export function unknownPlaces(text: string): string[] {
  const places = Array.from(text.matchAll(place), ([whole, name = '']) =>
    whole.endsWith('}}') && variableOf(name) !== undefined ? undefined : whole,
  );
  return places.filter((whole) => whole !== undefined);
}

/** Case and spaces do not matter: `{{first name}}` is who `{{firstName}}` is. */
function variableOf(name: string): ReplyVariable | undefined {
  const plain = name.replaceAll(/\s/g, '').toLowerCase();
  return replyVariables.find((variable) => variable.toLowerCase() === plain);
}
