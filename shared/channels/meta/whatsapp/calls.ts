import { z } from 'zod';
import type { Json } from '#shared/lib/json.ts';
import { optionalText } from '../items.ts';
import { saidAtSchema } from '../moment.ts';
import type { WebhookEvent } from '../../events.ts';
import { accountEvent, contactFor, customerOf, type Scope } from './scope.ts';

const callSchema = z.looseObject({
  id: z.string().min(1),
  event: optionalText,
  status: optionalText,
  timestamp: saidAtSchema,
  direction: optionalText,
  from: optionalText,
  from_user_id: optionalText,
  to: optionalText,
  to_user_id: optionalText,
  duration: z.coerce.number().nonnegative().optional().catch(undefined),
});

/** A call that has ended stands in the customer's thread: one that nobody took asks for an answer. */
export function readCall(item: Json, scope: Scope): WebhookEvent[] | undefined {
  const call = callSchema.safeParse(item).data;
  if (call === undefined) return undefined;
  if (call.event !== 'terminate') return [accountEvent('calls', call.timestamp, item)];
  const byUs = call.direction === 'BUSINESS_INITIATED';
  const keys = byUs ? [call.to, call.to_user_id] : [call.from, call.from_user_id];
  const customer = customerOf(contactFor(keys, scope), ...keys);
  if (customer === undefined) return undefined;
  const talked = call.status === 'COMPLETED' || (call.status === undefined && (call.duration ?? 0) > 0);
  return [
    {
      kind: 'message',
      ...scope.origin,
      at: call.timestamp,
      externalId: call.id,
      customer,
      type: 'call',
      content: {
        missed: !byUs && !talked,
        ...(byUs && { byUs }),
        ...(call.duration !== undefined && { seconds: Math.round(call.duration) }),
      },
      echo: false,
    },
  ];
}
