import { z } from 'zod';
import { decimalSchema, idSchema } from '#shared/domain/common.ts';
import { messageRateId, messageRateSchema } from '#shared/domain/message-rate.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { defineCommand } from './command.ts';

const { category, country, from, currency } = messageRateSchema.shape;

const setRate = defineCommand({
  name: 'messageRate.set',
  title: 'Note what a template costs',
  args: z.strictObject({
    category,
    country,
    from,
    price: decimalSchema.refine((price) => !price.startsWith('-'), 'A price is not less than nothing.'),
    /** The business's own where it is left out. */
    currency: currency.optional(),
  }),
  undoable: true,
  run(draft, { price, currency: said, ...of }, { now }) {
    const business = draft.get('business', 'business');
    if (business === undefined) return problem('business.missing', 'Set up your business first.');
    const id = messageRateId(of);
    const value = { price, currency: said ?? business.currency };
    if (draft.get('messageRates', id) === undefined)
      draft.create('messageRates', { id, createdAt: now, ...of, ...value });
    else draft.patch('messageRates', id, value);
    return ok({ id });
  },
});

const removeRate = defineCommand({
  name: 'messageRate.remove',
  title: 'Remove what a template costs',
  args: z.strictObject({ id: idSchema }),
  undoable: true,
  run(draft, { id }) {
    if (draft.get('messageRates', id) !== undefined) draft.remove('messageRates', id);
    return ok({ id });
  },
});

export const messageRateCommands = [setRate, removeRate] as const;
