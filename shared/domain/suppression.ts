import { z } from 'zod';
import type { ChannelKind } from './channel.ts';
import { idSchema, momentSchema, saltSchema } from './common.ts';
import type { Identity } from './contact.ts';
import { phoneKey } from './phone.ts';

/**
 * All that stays of somebody who was erased, so that nothing old brings them back: that whoever has this number,
 * address or id was erased then. `name` is keyed (`Pseudonym`): nobody without the vault's key can look through numbers
 * for it.
 */
export const suppressionSchema = z.looseObject({
  /** The hash of the rest. */
  id: idSchema,
  name: z.string().max(64),
  purpose: z.enum(['erasure']),
  at: momentSchema,
  deviceId: z.string(),
  memberId: z.string(),
  salt: saltSchema,
});

/** How somebody can be reached, as text that is the same wherever it comes from. */
export function phoneText(number: string, country: string | undefined): string {
  return `phone ${phoneKey(number, country)}`;
}

export function emailText(address: string): string {
  return `email ${address.trim().toLowerCase()}`;
}

/** A message as its channel names it: what is reported of it later is not kept either. */
export function messageText(externalId: string): string {
  return `message ${externalId}`;
}

/** A number that a channel knows is the number of whoever is called on it. */
export function identityText({
  channel,
  kind,
  value,
  accountId = '',
}: Pick<Identity, 'kind' | 'value'> & { channel: ChannelKind; accountId?: string | undefined }): string {
  return kind === 'phone' ? phoneText(`+${value}`, undefined) : `${channel} ${kind} ${accountId} ${value}`;
}
