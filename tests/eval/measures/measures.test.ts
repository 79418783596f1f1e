import { describe, expect, test } from 'vitest';
import type { DayReading } from './days.ts';
import { measureDays } from './days.ts';
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
  const nothing: HeardInIt = { danger: null, mayBeDanger: false, person: false, stop: null };
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

describe('days and times', () => {
  const outcomeOf = (field: 'day' | 'time', label: DayReading['day'], reading: DayReading['day']) => {
    const nothing: DayReading = { day: null, time: null };
    const figures = measureDays([{ text: 'a', ...nothing, [field]: label }], () => ({
      ...nothing,
      [field]: reading,
    }));
    return Object.entries(figures[field]).find(([, { part }]) => part === 1)?.[0];
  };

  test('another value than was said is silently wrong, a question or nothing is not', () => {
    expect(outcomeOf('day', '2026-11-20', '2026-11-20')).toBe('right');
    expect(outcomeOf('day', '2026-11-20', '2026-11-27')).toBe('wrong');
    expect(outcomeOf('day', '2026-11-20', 'ask')).toBe('asked');
    expect(outcomeOf('day', '2026-11-20', null)).toBe('missed');
    expect(outcomeOf('day', 'ask', '2026-11-20')).toBe('wrong');
    expect(outcomeOf('day', null, '2026-11-20')).toBe('wrong');
    expect(outcomeOf('day', 'ask', null)).toBe('missed');
  });

  test('a range is right where it begins and ends as said', () => {
    const week = { from: '2026-11-23', to: '2026-11-29' };
    expect(outcomeOf('day', week, { from: '2026-11-23', to: '2026-11-27' })).toBe('right');
    expect(outcomeOf('day', week, { from: '2026-11-23', to: '2026-11-25' })).toBe('wrong');
    expect(outcomeOf('day', week, '2026-11-23')).toBe('wrong');
    expect(outcomeOf('day', { from: '2026-11-20', to: null }, { from: '2026-11-20', to: null })).toBe(
      'right',
    );
    expect(outcomeOf('day', { from: '2026-11-20', to: null }, { from: '2026-11-21', to: null })).toBe(
      'wrong',
    );
    expect(outcomeOf('day', { from: null, to: '2026-11-20' }, { from: '2026-11-16', to: '2026-11-20' })).toBe(
      'right',
    );
  });

  test('a part of a day is met by a narrower one, and not by a wider', () => {
    const morning = { from: '06:00', to: '12:00' };
    expect(outcomeOf('time', morning, { from: '08:00', to: '12:00' })).toBe('right');
    expect(outcomeOf('time', morning, { from: '08:00', to: '13:00' })).toBe('wrong');
    expect(outcomeOf('time', { from: '15:00', to: null }, { from: '16:00', to: null })).toBe('wrong');
  });
});
