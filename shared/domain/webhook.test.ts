import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  attemptLasts,
  isWebhookUrl,
  longestPutOff,
  retryWaits,
  standingOf,
  type WebhookAttempt,
  type WebhookDelivery,
} from './webhook.ts';

const start = Date.UTC(2026, 10, 30, 9);
const empty: WebhookDelivery = {
  id: 'd1',
  at: start,
  createdAt: start,
  endpointId: 'e1',
  ruleId: 'r1',
  contactId: 'c1',
  aboutKind: 'jobs',
  aboutId: 'j1',
  key: 'k',
  kind: 'job.completed',
  fields: [],
};

/** What becomes of one attempt: an answer, none, or that the device went away in the middle of it. */
const outcome = fc.record({
  took: fc.integer({ min: 0, max: 60_000 }),
  status: fc.option(fc.constantFrom(200, 204, 301, 404, 410, 429, 500, 503), { nil: undefined }),
  putOff: fc.option(fc.integer({ min: 0, max: 10 * longestPutOff }), { nil: undefined }),
  isLost: fc.boolean(),
});

test('a delivery is tried again and again, later and later, ends within days, and never once more after it was taken', () => {
  fc.assert(
    fc.property(fc.array(outcome, { minLength: 12, maxLength: 12 }), (outcomes) => {
      let delivery = empty;
      let now = start;
      const begun: number[] = [];
      for (const { took, status, putOff, isLost } of outcomes) {
        const standing = standingOf(delivery, now);
        if (standing.is !== 'waiting') break;
        // Never before its time, and each number once.
        expect(standing.attempt).toBe(begun.length + 1);
        expect(standingOf(delivery, standing.at)).toEqual(standing);
        const at = Math.max(now, standing.at);
        begun.push(at);
        const ended = isLost ? {} : { endedAt: at + took, ...(status !== undefined && { status }) };
        const attempt: WebhookAttempt = {
          at,
          ...ended,
          ...(putOff !== undefined && { notBefore: at + putOff }),
        };
        delivery = { ...delivery, attempts: { ...delivery.attempts, [standing.attempt]: attempt } };
        now = isLost ? at + attemptLasts : at + took;
        const meanwhile = isLost ? standingOf(delivery, now - 1).is : 'underWay';
        expect(meanwhile).toBe('underWay');
      }
      const last = standingOf(delivery, now);
      const taken = Object.values(delivery.attempts ?? {}).some(
        ({ status = 0 }) => status >= 200 && status < 300,
      );
      expect(last.is).toBe(taken ? 'done' : 'dead');
      expect(taken || begun.length === retryWaits.length + 1).toBe(true);
      for (const [index, at] of begun.slice(1).entries())
        expect(at - begun[index]!).toBeGreaterThanOrEqual(retryWaits[index]!);
      const most = retryWaits.reduce((sum, wait) => sum + Math.max(wait, longestPutOff) + attemptLasts, 0);
      expect(now - start).toBeLessThanOrEqual(most + attemptLasts);
    }),
  );
});

test('devices that know the same attempts in whatever order say the same', () => {
  fc.assert(
    fc.property(
      fc.array(outcome, { maxLength: 10 }),
      fc.integer({ min: 0, max: 100 * longestPutOff }),
      (all, later) => {
        const entries = all.map(({ took, status }, index): [string, WebhookAttempt] => {
          const at = start + index * 3_600_000;
          return [String(index + 1), { at, endedAt: at + took, ...(status !== undefined && { status }) }];
        });
        const attempts = Object.fromEntries(entries);
        const reversed = Object.fromEntries(entries.toReversed());
        const now = start + later;
        expect(standingOf({ ...empty, attempts }, now)).toEqual(
          standingOf({ ...empty, attempts: reversed }, now),
        );
      },
    ),
  );
});

test('sent again by a person, the plan begins anew under the numbers that follow', () => {
  const failed = (at: number): WebhookAttempt => ({ at, endedAt: at, status: 500 });
  const attempts = Object.fromEntries(
    retryWaits.concat(0).map((_, index) => [index + 1, failed(start + index)]),
  );
  const dead = { ...empty, attempts };
  expect(standingOf(dead, start + 100).is).toBe('dead');
  const again = { ...dead, againAt: start + 1000 };
  expect(standingOf(again, start + 1000)).toEqual({ is: 'waiting', attempt: 11, at: start + 1000 });
  const tried = { ...again, attempts: { ...attempts, 11: failed(start + 2000) } };
  expect(standingOf(tried, start + 2000)).toEqual({
    is: 'waiting',
    attempt: 12,
    at: start + 2000 + retryWaits[0]!,
  });
});

test('only encrypted addresses and programs of this computer are told anything, and none with a password in it', () => {
  for (const url of ['https://hooks.example/x', 'http://127.0.0.1:5678/x', 'http://localhost/x'])
    expect(isWebhookUrl(url)).toBe(true);
  for (const url of [
    'http://hooks.example',
    'https://me:pw@hooks.example',
    'ftp://hooks.example',
    'hooks',
    '',
  ])
    expect(isWebhookUrl(url)).toBe(false);
});
