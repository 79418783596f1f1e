import { expect, test } from 'vitest';
import { withAutopilot } from '#shared/agent/autopilot/testing.ts';
import { expectOk } from '#shared/lib/result.ts';
import { createDrafting } from './drafting.ts';

/** Of a conversation in which a customer spoke, or wrote, these words last: what the built-in assistant drafts. */
async function draftAfter(words: string, spoken: boolean) {
  const world = withAutopilot('Hello');
  world.receive('m2', spoken ? '' : words, -5, spoken ? { type: 'audio' } : {});
  const read = { text: words, model: 'whisper-small', place: 'local' as const, at: world.context.now };
  if (spoken) expectOk(world.run('transcript.note', { messageId: 'm2', read }));
  const noModel = { stream: unasked, preview: unasked };
  const drafting = createDrafting({
    models: noModel,
    records: world.records,
    now: () => world.context.now,
  });
  return expectOk(await drafting.draft('talk', () => {}));
}

function unasked(): never {
  throw new Error('No model is set up');
}

test('a draft answers what was spoken as it does what was written, and says that it rests on a machine’s ear', async () => {
  const question = 'How much is a boiler service?';
  const [spoken, written] = [await draftAfter(question, true), await draftAfter(question, false)];
  expect(spoken.text).toBe(written.text);
  expect(spoken.citations.some((citation) => citation.startsWith('services/'))).toBe(true);
  expect(spoken.machineRead).toBe(true);
  expect(written).not.toHaveProperty('machineRead');
});
