import { expect, test } from 'vitest';
import { mentionsIn, offerMembers, offerReplies } from './suggest.ts';

const replies = [
  { id: 'a', name: 'Thanks', text: 'Thank you, {{firstName}}.', createdAt: 0 },
  { id: 'b', name: 'On my way', text: 'I am on my way.', createdAt: 0 },
];
const members = [
  { id: 'm1', name: 'Ana Rivera' },
  { id: 'm2', name: 'Ben' },
];
const names = (text: string) => offerReplies(text, replies)?.suggestions.map(({ label }) => label);

test('a slash at the start offers the quick replies, those whose name begins so first', () => {
  expect(names('/')).toEqual(['On my way', 'Thanks']);
  expect(names('/th')).toEqual(['Thanks']);
  expect(names('/my')).toEqual(['On my way']);
  expect(names('1/2')).toBeUndefined();
  expect(names('/thanks\n')).toBeUndefined();
});

test('an @ in a note offers the colleagues, wherever the caret is', () => {
  expect(offerMembers('Ask @an please', 7, members)).toMatchObject({
    from: 4,
    to: 7,
    suggestions: [{ id: 'm1', label: 'Ana Rivera' }],
  });
  expect(offerMembers('ana@', 4, members)).toBeUndefined();
  expect(offerMembers('@nobody', 7, members)).toBeUndefined();
});

test('who is called by name is mentioned', () => {
  expect(mentionsIn('@Ana Rivera, and @ben?', members)).toEqual(['m1']);
});
