import type { JsonObject } from '#shared/lib/json.ts';
import type { ChoiceButton, RenderedChoice } from '#shared/domain/choice.ts';
import type { MetaRecipient } from '../../channel.ts';

/** Meta's limit for a text message, in characters (UTF-16 code units). */
export const textLimits = { body: 4096 } as const;

/** Where a message goes, whatever it says. */
export interface Address {
  recipient: MetaRecipient;
  /** Meta's id of the message that this one answers. */
  replyTo?: string | undefined;
  /** Comes back in every status of the message. */
  correlation: string;
}

/**
 * The body of `POST /{phone-number-id}/messages` for something of this type; `undefined` where the recipient is
 * none of WhatsApp's.
 */
export function whatsappMessage(
  { recipient, replyTo, correlation }: Address,
  type: string,
  said: JsonObject,
): JsonObject | undefined {
  if (!('userId' in recipient || 'phone' in recipient)) return undefined;
  return {
    messaging_product: 'whatsapp',
    recipient_type: 'individual',
    // A user id in `to` would be answered with 200 and dropped, so it goes out as `recipient` and alone.
    ...('userId' in recipient ? { recipient: recipient.userId } : { to: `+${recipient.phone}` }),
    type,
    [type]: said,
    ...(replyTo === undefined ? {} : { context: { message_id: replyTo } }),
    biz_opaque_callback_data: correlation,
  };
}

export function textMessage({ text, ...address }: Address & { text: string }): JsonObject | undefined {
  return whatsappMessage(address, 'text', { body: text, preview_url: false });
}

/** Options to tap. `undefined` for a form that WhatsApp does not know. */
export function choiceMessage({
  choice,
  ...address
}: Address & { choice: RenderedChoice }): JsonObject | undefined {
  switch (choice.form) {
    case 'text':
      return textMessage({ ...address, text: choice.text });
    case 'buttons': {
      const action = { buttons: choice.buttons.map(replyButton) };
      return whatsappMessage(address, 'interactive', {
        type: 'button',
        body: { text: choice.text },
        action,
      });
    }
    case 'list': {
      const rows = choice.rows.map(({ token, title, description }) => {
        return { id: token, title, ...(description !== undefined && { description }) };
      });
      const action = { button: choice.open, sections: [{ rows }] };
      return whatsappMessage(address, 'interactive', { type: 'list', body: { text: choice.text }, action });
    }
    default:
      return undefined;
  }
}

function replyButton({ token, title }: ChoiceButton): JsonObject {
  return { type: 'reply', reply: { id: token, title } };
}

/** The body that marks a message, and all before it, as read, and shows that somebody types where that is so. */
export function readReceipt(externalId: string, typing = false): JsonObject {
  const receipt = { messaging_product: 'whatsapp', status: 'read', message_id: externalId };
  return typing ? { ...receipt, typing_indicator: { type: 'text' } } : receipt;
}
