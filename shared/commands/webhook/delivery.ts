import { z } from 'zod';
import { idSchema } from '#shared/domain/common.ts';
import {
  attemptsOf,
  standingOf,
  webhookDeliverySchema,
  webhookEnds,
  type WebhookDelivery,
} from '#shared/domain/webhook.ts';
import { given } from '#shared/lib/given.ts';
import { ok, problem, type Result } from '#shared/lib/result.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { defineCommand } from '../command.ts';

const attempt = webhookDeliverySchema.shape.attempts.unwrap().valueType;
const number = z.int().min(1).max(999_999);

const missing = problem('webhook.delivery-missing', 'This delivery is no longer there.');
const settled = problem('webhook.settled', 'There is nothing to be sent any more.');

/** What stands in the records of what has gone out, or is to go out, may be written whatever holds for its person. */
const bookkeeping = { undoable: false, internal: true, completes: true, evenKeptOnly: true } as const;

/** Written down before anything is sent: whoever finds it without an end knows that nobody knows. */
const begin = defineCommand({
  name: 'webhook.begin',
  title: 'Begin to send a webhook',
  args: z.strictObject({ id: idSchema, number }),
  undoable: false,
  internal: true,
  evenKeptOnly: true,
  run(draft, { id, number: wanted }, { now }) {
    const found = find(draft, id);
    if (!found.ok) return found;
    const standing = standingOf(found.value, now);
    if (standing.is !== 'waiting' || standing.attempt !== wanted) return settled;
    const url = draft.get('webhookEndpoints', found.value.endpointId)?.url;
    const to = url === undefined ? undefined : new URL(url).origin;
    draft.putEntry('webhookDeliveries', id, 'attempts', String(wanted), { at: now, ...given({ to }) });
    return ok({ id });
  },
});

/** What came of an attempt. A receiver that says that it is gone for good is told nothing more. */
const end = defineCommand({
  name: 'webhook.end',
  title: 'Note what became of a webhook',
  args: z.strictObject({
    id: idSchema,
    number,
    outcome: attempt.pick({ status: true, why: true, notBefore: true }).strict(),
  }),
  ...bookkeeping,
  run(draft, { id, number: which, outcome }, { now }) {
    const found = find(draft, id);
    if (!found.ok) return found;
    const begun = found.value.attempts?.[String(which)];
    draft.putEntry('webhookDeliveries', id, 'attempts', String(which), {
      at: now,
      ...begun,
      ...outcome,
      endedAt: now,
    });
    const endpoint = draft.get('webhookEndpoints', found.value.endpointId);
    if (outcome.status === 410 && endpoint !== undefined && endpoint.off === undefined)
      draft.patch('webhookEndpoints', endpoint.id, { off: { at: now, why: 'gone' } });
    return ok({ id });
  },
});

/** Nothing of it goes out, for a reason that lies here. */
const leave = defineCommand({
  name: 'webhook.leave',
  title: 'Leave a webhook unsent',
  args: z.strictObject({ id: idSchema, why: z.enum(webhookEnds) }),
  ...bookkeeping,
  run(draft, { id, why }, { now }) {
    const found = find(draft, id);
    if (!found.ok) return found;
    if (found.value.ended !== undefined) return settled;
    draft.patch('webhookDeliveries', id, { ended: { at: now, why } });
    return ok({ id });
  },
});

/** The plan begins anew; the receiver knows it by the same id as before. */
const again = defineCommand({
  name: 'webhook.sendAgain',
  title: 'Send a webhook again',
  args: z.strictObject({ id: idSchema }),
  undoable: false,
  run(draft, { id }, { now }) {
    const found = find(draft, id);
    if (!found.ok) return found;
    const { is } = standingOf(found.value, now);
    if (is === 'done' || is === 'underWay') return settled;
    const last = attemptsOf(found.value).at(-1);
    draft.patch('webhookDeliveries', id, { againAt: Math.max(now, (last?.at ?? 0) + 1) });
    if (found.value.ended !== undefined) draft.unset('webhookDeliveries', id, 'ended');
    return ok({ id });
  },
});

const giveUp = defineCommand({
  name: 'webhook.giveUp',
  title: 'Give a webhook up',
  args: z.strictObject({ id: idSchema }),
  undoable: true,
  run(draft, { id }, { now }) {
    const found = find(draft, id);
    if (!found.ok) return found;
    const { is } = standingOf(found.value, now);
    if (is === 'done' || is === 'ended') return settled;
    draft.patch('webhookDeliveries', id, { ended: { at: now, why: 'givenUp' } });
    return ok({ id });
  },
});

function find(records: RecordReader, id: string): Result<WebhookDelivery> {
  const delivery = records.get('webhookDeliveries', id);
  return delivery === undefined ? missing : ok(delivery);
}

export const webhookDeliveryCommands = [begin, end, leave, again, giveUp] as const;
