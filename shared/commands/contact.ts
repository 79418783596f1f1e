import { z } from 'zod';
import { ok, problem } from '#shared/lib/result.ts';
import { idSchema } from '#shared/domain/common.ts';
import { contactSchema } from '#shared/domain/contact.ts';
import { defineCommand } from './command.ts';

const details = contactSchema.pick({
  name: true,
  company: true,
  phones: true,
  emails: true,
  addresses: true,
  tags: true,
  notes: true,
});

const createContact = defineCommand({
  name: 'contact.create',
  title: 'Add contact',
  args: details.extend({ name: z.string().trim().min(1).max(200) }),
  undoable: true,
  run(draft, args, context) {
    const id = context.newId();
    draft.create('contacts', { ...args, id, createdAt: context.now, source: 'owner' });
    return ok({ id });
  },
});

const updateContact = defineCommand({
  name: 'contact.update',
  title: 'Change contact',
  args: z.object({ id: idSchema, fields: details.partial() }),
  undoable: true,
  run(draft, { id, fields }) {
    if (draft.get('contacts', id) === undefined) return problem('contact.missing', 'This contact no longer exists.');
    for (const [field, value] of Object.entries(fields)) draft.set('contacts', id, field, value);
    return ok({ id });
  },
});

export const contactCommands = [createContact, updateContact] as const;
