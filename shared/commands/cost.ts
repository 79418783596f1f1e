import { z } from 'zod';
import { currencySchema, idSchema, likelyDaySchema, minorSchema } from '#shared/domain/common.ts';
import { costIdOf, costSubjects } from '#shared/domain/cost.ts';
import { dayOf } from '#shared/domain/day.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { defineCommand } from './command.ts';

const amount = minorSchema.refine((minor) => !minor.startsWith('-'), 'A cost is not less than nothing.');

const setCost = defineCommand({
  name: 'cost.set',
  title: 'Change a cost',
  args: z.strictObject({
    of: z.enum(costSubjects),
    subjectId: idSchema,
    /** `null`: it is not known any more, of no day. */
    cost: z.strictObject({ amount, currency: currencySchema.optional() }).nullable(),
    /** From which day on; today where it is left out. */
    from: likelyDaySchema.optional(),
  }),
  undoable: true,
  run(draft, { of, subjectId, cost, from }, { now }) {
    const business = draft.get('business', 'business');
    if (business === undefined) return problem('business.missing', 'Set up your business first.');
    if (cost === null) {
      for (const { id } of draft.by('costs', 'subjectId', subjectId)) draft.remove('costs', id);
      return ok({ subjectId });
    }
    const since = from ?? dayOf(now, business.timeZone);
    const id = costIdOf({ subjectId, from: since });
    const value = { amount: cost.amount, currency: cost.currency ?? business.currency };
    if (draft.get('costs', id) === undefined)
      draft.create('costs', { id, of, subjectId, from: since, createdAt: now, ...value });
    else draft.patch('costs', id, value);
    return ok({ subjectId });
  },
});

export const costCommands = [setCost] as const;
