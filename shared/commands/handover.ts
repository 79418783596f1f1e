import { z } from 'zod';
import { idSchema } from '#shared/domain/common.ts';
import { agreementSchema, handoverSchema } from '#shared/domain/handover.ts';
import { ok } from '#shared/lib/result.ts';
import { defineCommand } from './command.ts';

// Written down beside the signed membership, which alone decides: so that names, agreement and end can be shown.

const propose = defineCommand({
  name: 'handover.propose',
  title: 'Propose who owns the business next',
  args: handoverSchema.pick({ id: true, from: true, to: true, stays: true, createdAt: true }),
  undoable: false,
  internal: true,
  run(draft, handover) {
    const nameOf = (id: string): string => draft.get('members', id)?.name ?? '';
    const { id, from, to } = handover;
    if (draft.get('handovers', id) === undefined)
      draft.create('handovers', { ...handover, fromName: nameOf(from), toName: nameOf(to) });
    return ok({ id });
  },
});

const agree = defineCommand({
  name: 'handover.agree',
  title: 'Agree to own the business next',
  args: z.object({ id: idSchema, agreement: agreementSchema }),
  undoable: false,
  internal: true,
  run(draft, { id, agreement }) {
    if (draft.get('handovers', id) !== undefined)
      draft.assign('handovers', id, { agreement, refusedAt: undefined });
    return ok({ id });
  },
});

const refuse = defineCommand({
  name: 'handover.refuse',
  title: 'Decline to own the business',
  args: z.object({ id: idSchema }),
  undoable: false,
  internal: true,
  run(draft, { id }, { now }) {
    if (draft.get('handovers', id) !== undefined)
      draft.assign('handovers', id, { agreement: undefined, refusedAt: now });
    return ok({ id });
  },
});

const withdraw = defineCommand({
  name: 'handover.withdraw',
  title: 'Withdraw the proposal of a new owner',
  args: z.object({ id: idSchema }),
  undoable: false,
  internal: true,
  run(draft, { id }, { now }) {
    if (draft.get('handovers', id) !== undefined) draft.patch('handovers', id, { withdrawnAt: now });
    return ok({ id });
  },
});

const finish = defineCommand({
  name: 'handover.finish',
  title: 'Take the business over',
  args: z.object({ id: idSchema }),
  undoable: false,
  internal: true,
  run(draft, { id }, { now }) {
    const handover = draft.get('handovers', id);
    if (handover !== undefined && handover.doneAt === undefined)
      draft.patch('handovers', id, { doneAt: now });
    return ok({ id });
  },
});

export const handoverCommands = [propose, agree, refuse, withdraw, finish] as const;
