import type { ChannelKind } from '#shared/domain/channel.ts';
import type { Choice } from '#shared/domain/choice.ts';
import type { Message } from '#shared/domain/conversation.ts';
import { type Offer, optionsOf, tokenOf } from '#shared/domain/offer.ts';
import { type ChoicePage, renderChoice } from './render.ts';

type Offering = Pick<Message, 'id' | 'text' | 'asText'> & { offer: Offer };

/** The choice that a message offers, with the tokens that only this message knows. */
export function choiceOf({ id, text = '', offer }: Offering): Choice {
  return {
    text,
    open: offer.open,
    more: { token: tokenOf(id, offer.more.key), title: offer.more.title },
    options: optionsOf(offer).map(([key, { title, description }]) => {
      return { token: tokenOf(id, key), title, description };
    }),
  };
}

/** What of its offer a message shows, and how; `undefined` for a message without one. */
export function offeredPage(
  kind: ChannelKind,
  message: Omit<Offering, 'offer'> & { offer?: Offer | undefined },
): ChoicePage | undefined {
  const { offer, asText } = message;
  if (offer === undefined) return undefined;
  return renderChoice(kind, choiceOf({ ...message, offer }), offer.page, { asText });
}
