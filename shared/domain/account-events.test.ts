import { expect, test } from 'vitest';
import { mostTelling } from './account-events.ts';

test('a restriction stays in sight, however much happens after it', () => {
  const event = (at: number, severity: 'info' | 'error') => ({
    id: `${at}`,
    at,
    severity,
    field: 'x',
    summary: `${at}`,
    raw: null,
  });
  const events = [event(1, 'error'), ...Array.from({ length: 200 }, (_, n) => event(n + 2, 'info'))];
  const shown = mostTelling(events, 50);
  expect(shown).toHaveLength(50);
  expect(shown[0]).toMatchObject({ at: 201 });
  expect(shown.at(-1)).toMatchObject({ at: 1, severity: 'error' });
});
