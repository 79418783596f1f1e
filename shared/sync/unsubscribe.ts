import { z } from 'zod';

/** By this a device knows what the relay has sealed for it, of all that comes into the inbox. */
export const unsubscribeObject = 'plumbline_unsubscribe';

/** The longest token, in characters. */
export const longestUnsubscribeToken = 600;

/** Sealed by a device for devices: whose e-mail the link stood in. Long enough for a nonce, a tag and two ids. */
export const unsubscribeTokenSchema = z
  .string()
  .min(100)
  .max(longestUnsubscribeToken)
  .regex(/^[A-Za-z0-9_-]+$/);

/** What a device finds in the inbox. */
export const unsubscribeSchema = z.looseObject({
  object: z.literal(unsubscribeObject),
  token: unsubscribeTokenSchema,
});

/** The path at the relay; `token` may be the name of a parameter. */
export function unsubscribePath(workspace: string, token: string): string {
  return `/v1/unsubscribe/${workspace}/${token}`;
}

/** What stands in an e-mail. `language`: in which the page speaks. */
export function unsubscribeUrl(
  relayUrl: string,
  { workspace, token, language }: { workspace: string; token: string; language: string },
): string {
  return `${relayUrl.replace(/\/$/, '')}${unsubscribePath(workspace, token)}?l=${language}`;
}
