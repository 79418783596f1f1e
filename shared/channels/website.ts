import type { ChannelRules } from './channel.ts';
import { day, replyWindow } from './reply-window.ts';

/** As long as their page may still ask for an answer: a link that nobody opens any more is not written to. */
const answeredFor = 30 * day;

/** The chat on the business's own site: answers wait sealed at the relay until the page that asked reads them. */
export const websiteRules: ChannelRules = {
  kind: 'website',
  name: 'Website chat',
  replyWindow: (lastInboundAt, now) => replyWindow(lastInboundAt, now, answeredFor),
  textLimit: 2000,
  textLength: (text) => text.length,
  textUnit: 'characters',
  limits: { perSecond: 10, burst: 20, refillMilliseconds: 1000 },
  hasTemplates: false,
  files: { limits: {}, kindOf: () => undefined, hasCaptions: false },
  meaningOf: () => undefined,
};
