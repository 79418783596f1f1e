import fc from 'fast-check';
import { expect, test } from 'vitest';
import { timeOf } from '../local-time.ts';
import { quietUntil } from './quiet.ts';
import { fillMail } from './words.ts';

const facts = { contact: { name: 'Ana Lopes' }, business: { name: 'Rivera Heating' } };

test('each place of an e-mail gets the person’s own; what is not known is replaced, or leaves them out', () => {
  const mail = { subject: 'For {{firstName}}', text: 'Dear {{name}} of {{company}}, {{ business }}' };
  expect(fillMail(mail, facts)).toBeUndefined();
  expect(fillMail({ ...mail, unknown: 'your firm' }, facts)).toEqual({
    subject: 'For Ana',
    text: 'Dear Ana Lopes of your firm, Rivera Heating',
  });
});

test('a name with a place in it is only a name', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 40 }), (name) => {
      const contact = { name: `A${name}` };
      const filled = fillMail({ subject: 'x', text: '{{name}}|{{business}}' }, { ...facts, contact });
      expect(filled?.text.endsWith('|Rivera Heating')).toBe(true);
    }),
  );
});

const zone = fc.constantFrom('Europe/Vienna', 'America/New_York', 'Asia/Kolkata', 'UTC');
const time = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`);

test('quiet hours end within a day, at their end, also over midnight and where the clocks change', () => {
  const moment = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 11, 31) });
  fc.assert(
    fc.property(time, time, zone, moment, (from, until, timeZone, now) => {
      const ends = quietUntil({ quiet: { from, until } }, timeZone, now);
      if (ends === undefined) return;
      expect(ends).toBeGreaterThan(now - 60_000);
      expect(ends - now).toBeLessThanOrEqual(26 * 60 * 60_000);
      // A time that the clocks skip is an hour later.
      expect(timeOf(ends, timeZone).slice(3)).toBe(until.slice(3));
    }),
  );
  expect(quietUntil({ quiet: { from: '20:00', until: '20:00' } }, 'UTC', 0)).toBeUndefined();
  const evening = Date.UTC(2026, 10, 30, 21);
  expect(quietUntil({ quiet: { from: '20:00', until: '08:00' } }, 'UTC', evening)).toBe(
    Date.UTC(2026, 11, 1, 8),
  );
});
