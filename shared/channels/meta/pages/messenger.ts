import type { ChannelRules } from '../../channel.ts';
import { messengerFiles } from './files.ts';
import { pageRules } from './rules.ts';

/** Messenger: 24 hours, then up to 7 days for answers of a person; at most 2,000 characters a text. */
export const messengerRules: ChannelRules = {
  ...pageRules,
  kind: 'messenger',
  name: 'Messenger',
  textLimit: 2000,
  textLength: (text) => text.length,
  textUnit: 'characters',
  commentLimit: 8000,
  files: messengerFiles,
};
