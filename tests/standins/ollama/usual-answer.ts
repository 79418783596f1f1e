import { actsAnswer, asksForActs } from './acts-answer.ts';
import { formAnswer } from './form-answer.ts';
import type { ChatBody } from './options.ts';
import { politeReply } from './polite-reply.ts';

/** What the stand-in answers where a test says nothing else: in the form that is asked for, or a short reply. */
export function usualAnswer(body: ChatBody): string {
  if (asksForActs(body)) return actsAnswer(body);
  return typeof body.format === 'object' && body.format !== null ? formAnswer(body) : politeReply(body);
}
