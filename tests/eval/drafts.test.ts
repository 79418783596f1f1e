import { expect, test } from 'vitest';
import { draftBasicReply } from '#shared/agent/basic/basic.ts';
import { checkGrounding } from '#shared/agent/grounding/grounding.ts';
import { factsFor, plumber } from '#shared/agent/testing.ts';
import { heldOut } from './held-out/index.ts';
import { placeOf, servicesOf } from './label.ts';
import { messages } from './messages/index.ts';

test('rule 11 no ordinary draft of the built-in assistant is warned of', () => {
  for (const { text, trade, language } of [...messages, ...heldOut]) {
    const business = { ...plumber, ...placeOf(language), trade };
    const facts = factsFor(text, { business, services: servicesOf(trade) });
    const { warnings } = checkGrounding(draftBasicReply(facts).text, facts);
    expect(warnings, text).toEqual([]);
  }
});
