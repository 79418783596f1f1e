import { hearConversation } from '#shared/agent/acts/conversation.ts';
import { settle } from '#shared/agent/acts/settle.ts';
import { heardFirst } from '#shared/agent/autopilot/heard-first.ts';
import { expectOk } from '#shared/lib/result.ts';
import { conversationId, firmRecords } from './firm.ts';
import type { Decide } from './questions.ts';
import { businessSet, type HeldOutLanguage } from './sets.ts';

/** What the firm of the questions answers by itself, without a model. */
export function decideWithoutModel(language: HeldOutLanguage): Decide {
  const firm = businessSet();
  const now = Date.parse(firm.now);
  return (text) => {
    if (heardFirst(text) !== undefined) return [];
    const { reading, holdsMore } = expectOk(
      hearConversation(firmRecords(firm, language, text), conversationId, now),
    );
    return holdsMore ? [] : settle(reading, undefined, text).acts;
  };
}
