import { z } from 'zod';
import { idSchema } from '#shared/domain/common.ts';
import { webhookEndpointSchema, webhookKeySchema } from '#shared/domain/webhook.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { defineCommand } from '../command.ts';
import { checkAgreed } from '../news.ts';

const { name, url } = webhookEndpointSchema.shape;
const { secret } = webhookKeySchema.shape;

export const missingEndpoint = problem('webhook.missing', 'This webhook is no longer there.');

const add = defineCommand({
  name: 'webhook.add',
  title: 'Add webhook',
  args: z.strictObject({ name: name.trim().min(1), url, secret: secret.min(1) }),
  undoable: false,
  // With a secret that the vault makes and shows once: see its `webhooks`.
  internal: true,
  run(draft, { secret: key, ...fields }, context) {
    const { newId, now } = context;
    const agreed = checkAgreed(context, 'webhooks');
    if (!agreed.ok) return agreed;
    const id = newId();
    draft.create('webhookEndpoints', { id, createdAt: now, ...fields });
    draft.create('webhookKeys', { id, secret: key });
    return ok({ id });
  },
});

const change = defineCommand({
  name: 'webhook.change',
  title: 'Change webhook',
  args: z.strictObject({ id: idSchema, name: name.trim().min(1), url }),
  undoable: true,
  run(draft, { id, ...fields }) {
    if (draft.get('webhookEndpoints', id) === undefined) return missingEndpoint;
    draft.patch('webhookEndpoints', id, fields);
    return ok({ id });
  },
});

const renewSecret = defineCommand({
  name: 'webhook.renewSecret',
  title: 'Renew a webhook’s secret',
  args: z.strictObject({ id: idSchema, secret: secret.min(1) }),
  undoable: false,
  internal: true,
  run(draft, { id, secret: key }) {
    if (draft.get('webhookEndpoints', id) === undefined) return missingEndpoint;
    if (draft.get('webhookKeys', id) === undefined) draft.create('webhookKeys', { id, secret: key });
    else draft.patch('webhookKeys', id, { secret: key });
    if (draft.get('webhookEndpoints', id)?.secretExposed !== undefined)
      draft.unset('webhookEndpoints', id, 'secretExposed');
    return ok({ id });
  },
});

const switchOn = defineCommand({
  name: 'webhook.switch',
  title: 'Switch webhook on or off',
  args: z.strictObject({ id: idSchema, isOn: z.boolean() }),
  undoable: true,
  run(draft, { id, isOn }, { now }) {
    const known = draft.get('webhookEndpoints', id);
    if (known === undefined) return missingEndpoint;
    if (isOn && known.off !== undefined) draft.unset('webhookEndpoints', id, 'off');
    if (!isOn && known.off === undefined)
      draft.patch('webhookEndpoints', id, { off: { at: now, why: 'hand' } });
    return ok({ id });
  },
});

const remove = defineCommand({
  name: 'webhook.remove',
  title: 'Remove webhook',
  args: z.strictObject({ id: idSchema }),
  // A secret that the owner has thrown away must not come back by Ctrl+Z.
  undoable: false,
  run(draft, { id }) {
    if (draft.get('webhookEndpoints', id) === undefined) return missingEndpoint;
    draft.remove('webhookEndpoints', id);
    if (draft.get('webhookKeys', id) !== undefined) draft.remove('webhookKeys', id);
    return ok({ id });
  },
});

export const webhookEndpointCommands = [add, change, renewSecret, switchOn, remove] as const;
