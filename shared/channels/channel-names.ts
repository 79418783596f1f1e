import type { ChannelKind } from '#shared/domain/channel.ts';

/** As people call them. */
export const channelNames: Record<ChannelKind, string> = {
  whatsapp: 'WhatsApp',
  instagram: 'Instagram',
  messenger: 'Messenger',
};
