import type { ChannelRules } from '../../channel.ts';
import { channelNames } from '../../channel-names.ts';
import { whatsappFiles } from './media.ts';
import { textLimits } from './outbound.ts';
import { whatsappSendLimits } from '../../pace.ts';
import { replyWindow } from '../../reply-window.ts';

/** WhatsApp Cloud API: 24 hours, then approved templates only. */
export const whatsappRules: ChannelRules = {
  kind: 'whatsapp',
  name: channelNames.whatsapp,
  replyWindow,
  textLimit: textLimits.body,
  textLength: (text) => text.length,
  textUnit: 'characters',
  limits: whatsappSendLimits,
  hasTemplates: true,
  files: whatsappFiles,
};
