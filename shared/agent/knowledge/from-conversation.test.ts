import { expect, test } from 'vitest';
import { expectOk } from '#shared/lib/result.ts';
import { recordsFor } from '../testing-records.ts';
import { factsFor, messageOf } from '../testing.ts';
import { proposeAnswer } from './from-conversation.ts';

const question = messageOf('Hi, Maria Lopez here, +353 87 555 0199. Do you work on weekends?', 'in', -9);
const answer = messageOf(
  'Hello Maria, on Saturdays, yes. Call 01 555 0100 or maria@lopez.example.',
  'out',
  -8,
);
const later = messageOf('Great, thanks', 'in', -7);

function propose(messageId: string, messages = [question, answer, later]) {
  const contact = {
    id: 'maria',
    name: 'Maria Lopez',
    createdAt: 0,
    phones: { p: { number: '+353875550199' } },
  };
  return proposeAnswer(recordsFor(factsFor([], { messages, contact })), messageId);
}

test('a question and its answer are proposed without the name and numbers of the one who asked', () => {
  const proposed = expectOk(propose(answer.id));
  expect(proposed.title).toContain('Do you work on weekends?');
  expect(proposed.text).toContain('on Saturdays, yes');
  for (const known of ['Maria', 'Lopez', '0199', 'maria@'])
    expect(JSON.stringify(proposed)).not.toContain(known);
});

test('the business’s own number stays in its answer', () => {
  expect(expectOk(propose(answer.id)).text).toMatch(/555 0100/);
});

test('either side of the pair may be chosen', () => {
  expect(expectOk(propose(question.id))).toEqual(expectOk(propose(answer.id)));
});

test('a question that nobody answered is no knowledge yet', () => {
  expect(propose(later.id)).toMatchObject({ ok: false, error: { code: 'knowledge.no-pair' } });
  expect(propose('gone')).toMatchObject({ ok: false, error: { code: 'knowledge.no-message' } });
});
