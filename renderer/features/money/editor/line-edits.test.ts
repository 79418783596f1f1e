import { expect, test } from 'vitest';
import { answered, over, refused, removed, sent, settled, typed } from './line-edits.ts';

test('what is typed in the next field stays while the field before is still being saved', () => {
  let edits = sent(typed({}, 'line', { quantity: '2.5' }), 'line', { quantity: '2.5' });
  edits = typed(edits, 'line', { unitPrice: '1999' });
  edits = settled(answered(edits, 'line', true), { line: {} });
  expect(over(edits, 'line')).toEqual({ unitPrice: '1999' });
});

test('a saved value is shown until the draft itself shows it', () => {
  let edits = answered(sent({}, 'line', { quantity: '3' }), 'line', true);
  expect(over(settled(edits, {}), 'line')).toEqual({ quantity: '3' });
  edits = settled(edits, { line: {} });
  expect(edits).toEqual({});
});

test('of two saves under way the first answer does not bring an old value back', () => {
  let edits = sent(sent({}, 'line', { quantity: '1' }), 'line', { quantity: '2' });
  edits = settled(answered(edits, 'line', true), { line: {} });
  expect(over(edits, 'line')).toEqual({ quantity: '2' });
});

test('what was refused stays to be saved again, also when the draft knows the line', () => {
  let edits = settled(answered(sent({}, 'line', { quantity: '3' }), 'line', false), { line: {} });
  expect(over(edits, 'line')).toEqual({ quantity: '3' });
  expect(refused(edits, 'line')).toEqual({ quantity: '3' });
  edits = sent(edits, 'line', { unitPrice: '500' });
  expect(refused(edits, 'line')).toBeUndefined();
  expect(settled(answered(edits, 'line', true), { line: {} })).toEqual({});
});

test('what was refused is not forgotten over saves that overtake its answer', () => {
  let edits = sent(sent({}, 'line', { quantity: '3' }), 'line', { unitPrice: '500' });
  edits = answered(edits, 'line', false);
  edits = sent(edits, 'line', { unit: 'h' });
  edits = settled(answered(answered(edits, 'line', true), 'line', true), { line: {} });
  expect(refused(edits, 'line')).toEqual({ quantity: '3', unitPrice: '500', unit: 'h' });
});

test('what is taken back leaves nothing, and neither does a line that is removed', () => {
  expect(typed(typed({}, 'line', { quantity: '9' }), 'line', undefined)).toEqual({});
  expect(removed(sent({}, 'line', { quantity: '9' }), 'line')).toEqual({});
  expect(answered({}, 'line', true)).toEqual({});
});

test('where nothing is settled nothing is new, so that a window does not draw itself for ever', () => {
  const edits = typed({}, 'line', { quantity: '9' });
  expect(settled(edits, { line: {} })).toBe(edits);
});
