import type { JsonObject } from '#shared/lib/json.ts';

/** Meta's limit for a text message, in characters (UTF-16 code units). */
export const textLimits = { body: 4096 } as const;

/** A customer as a send names them. */
export type Recipient = { phone: string } | { userId: string };

export interface TextMessage {
  recipient: Recipient;
  text: string;
  /** Meta's id of the message that this one answers. */
  replyTo?: string | undefined;
  /** Comes back in every status of the message. */
  correlation: string;
}

/** The body of `POST /{phone-number-id}/messages` for a text. */
export function textMessage({ recipient, text, replyTo, correlation }: TextMessage): JsonObject {
  return {
    messaging_product: 'whatsapp',
    recipient_type: 'individual',
    ...addressOf(recipient),
    type: 'text',
    text: { body: text, preview_url: false },
    ...(replyTo === undefined ? {} : { context: { message_id: replyTo } }),
    biz_opaque_callback_data: correlation,
  };
}

/** The body that marks a message, and all before it, as read, and shows that somebody types where that is so. */
export function readReceipt(externalId: string, typing = false): JsonObject {
  const receipt = { messaging_product: 'whatsapp', status: 'read', message_id: externalId };
  return typing ? { ...receipt, typing_indicator: { type: 'text' } } : receipt;
}

/** A user id in `to` would be answered with 200 and dropped, so it goes out as `recipient` and alone. */
export function addressOf(recipient: Recipient): JsonObject {
  return 'userId' in recipient ? { recipient: recipient.userId } : { to: `+${recipient.phone}` };
}
