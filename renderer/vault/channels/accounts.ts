import type { Channel, WhatsappChannel } from '#shared/domain/channel.ts';

/** What the shell needs of a channel to speak for it. */
export function whatsappAccount({ graphUrl, phoneNumberId, accessToken }: WhatsappChannel) {
  return { graphUrl, phoneNumberId, accessToken };
}

/** The same, over a page of Facebook's or an account of Instagram's. */
export function pageAccount(channel: Channel) {
  const { graphUrl, accessToken } = channel;
  return { graphUrl, accessToken, pageId: channel.kind === 'whatsapp' ? '' : channel.pageId };
}
