import { describe, expect, test } from 'vitest';
import { conversationId, firmRecords } from './firm.ts';
import type { HeardInIt } from './heard.ts';
import { confusedDangers, measureHeard } from './heard.ts';
import type { DecidedAct } from './questions.ts';
import { measureQuestions } from './questions.ts';
import type { HeardMessage, Question } from './sets.ts';
import { businessSet, heldOutDangers } from './sets.ts';

describe('what is heard', () => {
  const message = (text: string, labels: Partial<HeardMessage> = {}): HeardMessage => ({
    text,
    trade: 'plumber',
    danger: null,
    person: false,
    stop: null,
    ...labels,
  });
  const set = [
    message('a', { danger: 'gas' }),
    message('b', { danger: 'water' }),
    message('c', { stop: 'clear' }),
    message('d', { person: true }),
    message('e'),
    message('f', { trade: 'salon' }),
  ];
  const nothing: HeardInIt = { danger: null, person: false, stop: null };
  const hearing = (heard: Record<string, Partial<HeardInIt>>) => (of: HeardMessage) => ({
    ...nothing,
    ...heard[of.text],
  });

  test('a reader that hears nothing misses all and alarms nobody', () => {
    const figures = measureHeard(set, hearing({}));
    expect(figures.danger).toEqual({ part: 0, whole: 2 });
    expect(figures.stop).toEqual({ part: 0, whole: 1 });
    expect(figures.person).toEqual({ part: 0, whole: 1 });
    expect(figures.falseDanger).toEqual({ part: 0, whole: 2 });
  });

  test('a danger taken for another one is heard, and shown as confused', () => {
    const hear = hearing({ a: { danger: 'fire' }, b: { danger: 'water' } });
    expect(measureHeard(set, hear).danger).toEqual({ part: 2, whole: 2 });
    const table = confusedDangers(set, hear);
    const at = (kind: (typeof heldOutDangers)[number]) => heldOutDangers.indexOf(kind);
    expect(table[at('gas')]?.[at('fire')]).toBe(1);
    expect(table[at('water')]?.[at('water')]).toBe(1);
  });

  test('an alarm in an ordinary message counts for its trade', () => {
    const figures = measureHeard(set, hearing({ f: { person: true }, c: { stop: 'ambiguous' } }));
    expect(figures.falseByTrade.salon).toEqual({ part: 1, whole: 1 });
    expect(figures.falseByTrade.plumber).toEqual({ part: 0, whole: 1 });
    expect(figures.stop).toEqual({ part: 1, whole: 1 });
    expect(figures.clearStop).toEqual({ part: 0, whole: 1 });
  });
});

describe('answers', () => {
  const price: Question = {
    text: 'price',
    kind: 'answerable',
    expect: [{ kind: 'price', service: 'boiler-service' }],
  };
  const complaint: Question = { text: 'complaint', kind: 'trap', about: 'complaint', harm: 'any' };
  const otherJob: Question = { text: 'other', kind: 'trap', about: 'otherJob', harm: ['price'] };
  const measured = (question: Question, ...acts: DecidedAct[]) => measureQuestions([question], () => acts);
  const outcome = (...acts: DecidedAct[]) =>
    Object.entries(measured(price, ...acts).outcomes).find(([, { part }]) => part === 1)?.[0];
  const priceOf = (id: string): DecidedAct => ({ act: 'price', serviceIds: [id] });

  test('of another record are wrong, and harmful', () => {
    expect(outcome(priceOf('boiler-service'))).toBe('answered');
    expect(outcome(priceOf('tap-replacement'))).toBe('wrong');
    expect(outcome(priceOf('boiler-service'), priceOf('tap-replacement'))).toBe('wrong');
    expect(outcome({ act: 'hours' })).toBe('wrong');
    expect(outcome(priceOf('boiler-service'), { act: 'area' })).toBe('beside');
    expect(measured(price, priceOf('tap-replacement')).harmful.part).toBe(1);
  });

  test('that are one tap away are a choice; what hands over answers nothing', () => {
    expect(outcome({ act: 'choose', of: 'service', serviceIds: ['boiler-service', 'power-flush'] })).toBe(
      'choice',
    );
    expect(outcome({ act: 'choose', of: 'service', serviceIds: ['power-flush'] })).toBe('menu');
    expect(outcome({ act: 'choose', of: 'menu' })).toBe('menu');
    expect(outcome()).toBe('handedOver');
    expect(outcome({ act: 'handOver' })).toBe('handedOver');
  });

  test('to a trap do harm where they state or offer something', () => {
    expect(measured(complaint, { act: 'hours' }).harmful.part).toBe(1);
    expect(measured(complaint, { act: 'callBack' }).harmful.part).toBe(0);
    expect(measured(complaint, { act: 'choose', of: 'menu' }).choiceAfterRefusal.part).toBe(1);
    expect(measured(otherJob, priceOf('boiler-service')).harmful.part).toBe(1);
    expect(measured(otherJob, { act: 'services' }).harmful.part).toBe(0);
  });
});

test('the firm of the questions is there as records, in the words of the language', () => {
  const records = firmRecords(businessSet(), 'de', 'Guten Tag');
  expect([...records.all('services')].map(({ name }) => name)).toContain('Heizungswartung');
  expect(records.by('messages', 'conversationId', conversationId)).toHaveLength(1);
  expect([...records.all('issued')][0]?.totals.gross).toBe('9500');
});
