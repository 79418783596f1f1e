import type { ChannelRules } from '../../channel.ts';
import { day, replyWindow } from '../../reply-window.ts';
import { metaErrors } from '../errors.ts';
import { whatsappFiles } from './media.ts';
import { textLimits } from './outbound.ts';

/** WhatsApp Cloud API: 24 hours, then approved templates only. */
export const whatsappRules: ChannelRules = {
  kind: 'whatsapp',
  name: 'WhatsApp',
  replyWindow: (lastInboundAt, now) => replyWindow(lastInboundAt, now, day),
  textLimit: textLimits.body,
  textLength: (text) => text.length,
  textUnit: 'characters',
  // "Messaging limits": one message each six seconds, up to 45 at once.
  limits: { perSecond: 80, burst: 45, refillMilliseconds: 6000 },
  hasTemplates: true,
  files: whatsappFiles,
  meaningOf: metaErrors(),
};
