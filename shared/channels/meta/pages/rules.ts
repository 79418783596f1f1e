import type { ChannelRules } from '../../channel.ts';
import { day, replyWindow } from '../../reply-window.ts';
import { metaErrors } from '../errors.ts';
import { pageErrors } from './errors.ts';

/**
 * What Instagram and Messenger share. An answer is taken for 24 hours; what a person writes may go out for seven
 * days, marked as such (`HUMAN_AGENT`), and what the assistant wrote may not.
 */
export const pageRules = {
  replyWindow: (lastInboundAt, now, author) =>
    replyWindow(lastInboundAt, now, author === 'owner' ? 7 * day : day),
  // A modest pace of our own: Meta counts the calls of a page over the day and says so with its codes.
  limits: { perSecond: 10, burst: 20, refillMilliseconds: 3000 },
  hasTemplates: false,
  meaningOf: metaErrors(pageErrors),
} satisfies Partial<ChannelRules>;

/** Whether an answer must be marked as a person's. */
export function needsHumanTag(lastInboundAt: number | undefined, now: number): boolean {
  return lastInboundAt !== undefined && now >= lastInboundAt + day;
}
