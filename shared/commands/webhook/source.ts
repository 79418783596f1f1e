import { z } from 'zod';
import { idSchema } from '#shared/domain/common.ts';
import { webhookKeySchema } from '#shared/domain/webhook.ts';
import { webhookSourceSchema } from '#shared/domain/webhook-source.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { defineCommand } from '../command.ts';
import { checkAgreed } from '../news.ts';

const { name, address, check, fields, asks } = webhookSourceSchema.shape;
const { secret } = webhookKeySchema.shape;
const wish = { name: name.trim().min(1), check, fields, asks };
const missing = problem('webhook.source-missing', 'This webhook is no longer there.');

const add = defineCommand({
  name: 'webhookSource.add',
  title: 'Take webhooks in',
  args: z.strictObject({ ...wish, address, secret: secret.min(8) }),
  undoable: false,
  // With an address that the vault makes: see its `webhooks`.
  internal: true,
  run(draft, { secret: key, ...given }, context) {
    const { newId, now } = context;
    const agreed = checkAgreed(context, 'webhooks');
    if (!agreed.ok) return agreed;
    const id = newId();
    draft.create('webhookSources', { id, createdAt: now, ...given });
    draft.create('webhookKeys', { id, secret: key });
    return ok({ id });
  },
});

const change = defineCommand({
  name: 'webhookSource.change',
  title: 'Change incoming webhook',
  args: z.strictObject({ id: idSchema, name: wish.name, fields, asks }),
  undoable: true,
  run(draft, { id, ...given }) {
    if (draft.get('webhookSources', id) === undefined) return missing;
    draft.assign('webhookSources', id, { asks: undefined, ...given });
    return ok({ id });
  },
});

const close = defineCommand({
  name: 'webhookSource.close',
  title: 'Take no webhooks in any more',
  args: z.strictObject({ id: idSchema }),
  // An address and a secret that the owner has thrown away must not come back by Ctrl+Z.
  undoable: false,
  run(draft, { id }, { now }) {
    const source = draft.get('webhookSources', id);
    if (source === undefined || source.closedAt !== undefined) return missing;
    draft.patch('webhookSources', id, { closedAt: now });
    if (draft.get('webhookKeys', id) !== undefined) draft.remove('webhookKeys', id);
    return ok({ id });
  },
});

export const webhookSourceCommands = [add, change, close] as const;
