import type { ChannelRules } from '../channel.ts';
import { mailFiles } from './files.ts';
import { mailErrors } from './errors.ts';

/** E-mail: one may write at any time; what providers allow in an hour keeps the pace. */
export const emailRules: ChannelRules = {
  kind: 'email',
  name: 'E-mail',
  replyWindow: () => ({ open: true, closesAt: undefined, minutesLeft: Infinity }),
  textLimit: 50_000,
  textLength: (text) => text.length,
  textUnit: 'characters',
  // Microsoft takes 30 messages a minute, and few take more.
  limits: { perSecond: 0.5, burst: 5, refillMilliseconds: 2000 },
  hasTemplates: false,
  files: mailFiles,
  meaningOf: mailErrors,
};
