import { expect, test } from 'vitest';
import { heldOut } from './held-out/index.ts';
import { messages } from './messages/index.ts';
import { basicReader, modelReader } from './readers.ts';
import type { Score } from './score.ts';
import { evaluate } from './score.ts';

/** What Basic has reached, a little below it. It may only be raised. */
const floor: Record<string, [precision: number, recall: number]> = {
  day: [0.9, 0.93],
  // An hour that is a border (`after five`) is no time any more.
  time: [0.97, 0.91],
  place: [0.95, 0.95],
};

test('there are enough messages, in all four languages, of every kind', () => {
  expect(messages.length).toBeGreaterThanOrEqual(150);
  for (const language of ['en', 'es', 'pt', 'de']) {
    const own = messages.filter((message) => message.language === language);
    expect(own.length).toBeGreaterThanOrEqual(30);
    expect(new Set(own.map(({ intent }) => intent)).size).toBe(9);
  }
  expect(new Set(messages.map(({ text }) => text)).size).toBe(messages.length);
});

test('the held-out messages are others than those that rules are written from, in all four languages', () => {
  expect(heldOut.length).toBeGreaterThanOrEqual(40);
  expect(new Set(heldOut.map(({ language }) => language)).size).toBe(4);
  expect(new Set([...heldOut, ...messages].map(({ text }) => text)).size).toBe(
    heldOut.length + messages.length,
  );
});

test('Basic reads customers no worse than it has before', async () => {
  const { scores } = await evaluate(messages, basicReader);
  const of = (name: string): Score => scores.find(({ field }) => field === name)!;
  for (const [field, [precision, recall]] of Object.entries(floor)) {
    expect(of(field).precision, `precision of ${field}`).toBeGreaterThanOrEqual(precision);
    expect(of(field).recall, `recall of ${field}`).toBeGreaterThanOrEqual(recall);
  }
});

test('a reader that is wrong, or says nothing, is counted as such', async () => {
  const [first, second] = messages;
  const wrong = await evaluate([first!], async () => ({ intent: 'thanks', day: '2026-01-01' }));
  const of = (scores: Score[], name: string) => scores.find(({ field }) => field === name);
  expect(of(wrong.scores, 'intent')).toMatchObject({ precision: 0, recall: 0 });
  expect(of(wrong.scores, 'time')).toMatchObject({ precision: 1, recall: 0 });
  expect(wrong.mistakes).toContainEqual(expect.objectContaining({ field: 'day', read: '2026-01-01' }));
  const silent = await evaluate([first!, second!], modelReader('http://127.0.0.1:9', 'none'));
  expect(silent.unanswered).toBe(2);
});
