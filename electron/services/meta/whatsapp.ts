import { z } from 'zod';
import type { WhatsappAccount } from '#shared/bridge/contract.ts';
import { mediaMessage } from '#shared/channels/meta/whatsapp/media.ts';
import { choiceMessage, readReceipt, textMessage } from '#shared/channels/meta/whatsapp/outbound.ts';
import { multipart } from '../transfers/multipart.ts';
import type { Dialect } from './dialect.ts';

const sentSchema = z
  .looseObject({ messages: z.array(z.looseObject({ id: z.string().min(1).max(512) })).min(1) })
  .transform(({ messages }) => messages[0]!.id);

const nameSchema = z
  .looseObject({ display_phone_number: z.string(), verified_name: z.string().optional() })
  .transform(({ verified_name, display_phone_number: number }) =>
    [verified_name, number].filter(Boolean).join(' · '),
  );

/** A number of WhatsApp's Cloud API. */
export function whatsappDialect({ phoneNumberId, businessAccountId }: WhatsappAccount): Dialect {
  return {
    messages: `/${phoneNumberId}/messages`,
    text: textMessage,
    choice: choiceMessage,
    file: mediaMessage,
    sent: sentSchema,
    receipt: ({ externalId, typing }) => readReceipt(externalId, typing),
    receiptTaken: z.looseObject({ success: z.literal(true) }),
    about: { path: `/${phoneNumberId}?fields=display_phone_number,verified_name`, name: nameSchema },
    subscription: ({ callbackUrl, verifyToken }) => ({
      path: `/${businessAccountId}/subscribed_apps`,
      body: { override_callback_uri: callbackUrl, verify_token: verifyToken },
    }),
    unsubscription: { path: `/${businessAccountId}/subscribed_apps`, removes: true },
    upload: (file) => ({
      path: `/${phoneNumberId}/media`,
      form: multipart({ messaging_product: 'whatsapp', type: file.mimeType }, { field: 'file', ...file }),
    }),
    uploaded: z.looseObject({ id: z.string().min(1).max(200) }).transform(({ id }) => id),
  };
}
