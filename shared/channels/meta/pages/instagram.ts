import { utf8 } from '#shared/lib/bytes.ts';
import type { ChannelRules } from '../../channel.ts';
import { instagramFiles } from './files.ts';
import { pageRules } from './rules.ts';

/** Instagram messaging: 24 hours, then up to 7 days for answers of a person; at most 1,000 bytes a text. */
export const instagramRules: ChannelRules = {
  ...pageRules,
  kind: 'instagram',
  name: 'Instagram',
  textLimit: 1000,
  textLength: (text) => utf8(text).length,
  textUnit: 'bytes',
  commentLimit: 2200,
  files: instagramFiles,
};
