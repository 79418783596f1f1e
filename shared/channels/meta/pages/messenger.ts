import type { ChannelRules } from '../../channel.ts';
import { channelNames } from '../../channel-names.ts';
import { messengerFiles } from './files.ts';
import { pageReplyWindow, pageSendLimits } from './rules.ts';

/** Messenger: 24 hours, then up to 7 days for answers of a person; at most 2,000 characters a text. */
export const messengerRules: ChannelRules = {
  kind: 'messenger',
  name: channelNames.messenger,
  replyWindow: pageReplyWindow,
  textLimit: 2000,
  textLength: (text) => text.length,
  textUnit: 'characters',
  limits: pageSendLimits,
  hasTemplates: false,
  files: messengerFiles,
};
