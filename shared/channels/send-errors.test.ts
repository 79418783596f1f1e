import { expect, test } from 'vitest';
import { metaKinds } from '#shared/domain/channel.ts';
import { channelRules } from './channel.ts';
import { adviseOnSendError } from './send-errors.ts';
import { pauseAfter, stopsChannel } from './pace.ts';

/** Every code that Meta documents for WhatsApp, and what it asks for. */
const codes = [
  [131047, 'window-shut'],
  [131026, 'never'],
  [131049, 'wait'],
  [131050, 'opt-out'],
  [131056, 'pair-limit'],
  [130429, 'back-off'],
  [80007, 'back-off'],
  [4, 'back-off'],
  [131048, 'pause-campaigns'],
  [131064, 'pause-campaigns'],
  [131053, 'fix'],
  [131052, 'fix'],
  [132000, 'fix'],
  [132008, 'fix'],
  [132012, 'fix'],
  [132001, 'reload-templates'],
  [132015, 'reload-templates'],
  [132016, 'reload-templates'],
  [131042, 'stop'],
  [0, 'reconnect'],
  [190, 'reconnect'],
  [10, 'reconnect'],
  [200, 'reconnect'],
  [299, 'reconnect'],
  [131005, 'reconnect'],
  [368, 'stop'],
  [131031, 'stop'],
  [130497, 'stop'],
  [1, 'retry'],
  [2, 'retry'],
  [131000, 'retry'],
  [131016, 'retry'],
  [131057, 'retry'],
  [133004, 'retry'],
  [999_999, 'fix'],
] as const;

/** What the same code asks for on a page, where that differs: pages have no templates. */
const otherOnPages: Record<number, string> = { 132_001: 'fix', 132_015: 'fix', 132_016: 'fix' };

const cases = codes.flatMap(([code, reaction]) =>
  metaKinds.map((channel) => {
    const expected = channel === 'whatsapp' ? reaction : (otherOnPages[code] ?? reaction);
    return [code, channel, expected] as const;
  }),
);

test.each(cases)(
  'error %i on %s asks for "%s", in a whole sentence that names no other channel',
  (code, channel, expected) => {
    const { reaction, sentence } = adviseOnSendError({ code }, channel);
    expect(reaction).toBe(expected);
    expect(sentence).toMatch(/^[A-Z].{20,}\.$/);
    const others = metaKinds.filter((other) => other !== channel).map((other) => channelRules(other).name);
    for (const other of others) expect(sentence).not.toContain(other);
    expect(/approved template|this number/i.test(sentence) && channel !== 'whatsapp').toBe(false);
  },
);

test.each([
  [{ code: 10, subcode: 2_018_278 }, 'window-shut'],
  [{ code: 10, subcode: 2_534_022 }, 'window-shut'],
  [{ code: 10 }, 'reconnect'],
  [{ code: 10, subcode: 2_018_001 }, 'never'],
  [{ code: 100, subcode: 2_018_001 }, 'never'],
  [{ code: 100, subcode: 2_534_014 }, 'never'],
  [{ code: 100, subcode: 2_018_047 }, 'fix'],
  [{ code: 200, subcode: 1_545_041 }, 'never'],
  [{ code: 551 }, 'never'],
  [{ code: 551, subcode: 1_545_041 }, 'never'],
  [{ code: 613 }, 'back-off'],
  [{ code: 613, subcode: 1_893_016 }, 'back-off'],
  [{ code: 32 }, 'back-off'],
  [{ code: 80_002 }, 'back-off'],
  [{ code: 80_006 }, 'back-off'],
  [{ code: 1200 }, 'retry'],
  [{ code: 190, subcode: 463 }, 'reconnect'],
] as const)('on pages %o asks for "%s"', (error, expected) => {
  for (const channel of ['instagram', 'messenger'] as const) {
    const { reaction, sentence } = adviseOnSendError(error, channel);
    expect(reaction).toBe(expected);
    expect(sentence).not.toContain('WhatsApp');
  }
});

test('an answer that came too late for a page stops neither the account nor the queue, a lost permission does', () => {
  const late = { code: 10, subcode: 2_018_278 };
  expect(stopsChannel(late, 'messenger')).toBe(false);
  expect(pauseAfter(late, 'messenger', 0)).toBeUndefined();
  expect(stopsChannel({ code: 10 }, 'messenger')).toBe(true);
  expect(pauseAfter({ code: 613 }, 'instagram', 0)).toBe(1000);
  expect(pauseAfter({ code: 613 }, 'whatsapp', 0)).toBeUndefined();
});
