import { z } from 'zod';
import { idSchema, likelyDaySchema } from '#shared/domain/common.ts';
import { isSiteRole, relationshipSchema } from '#shared/domain/relationship.ts';
import { filled } from '#shared/lib/given.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem, wrongAt } from '#shared/lib/result.ts';
import { defineCommand } from './command.ts';

const { role, title } = relationshipSchema.shape;
const [since, until] = [likelyDaySchema.optional(), likelyDaySchema.optional()];
const missing = () => problem('relationship.missing', 'This is no longer there.');

const add = defineCommand({
  name: 'relationship.create',
  title: 'Say what a contact is to a company or a site',
  args: z.strictObject({
    contactId: idSchema,
    role,
    companyId: idSchema.optional(),
    siteId: idSchema.optional(),
    title,
    since,
    until,
  }),
  undoable: true,
  run(draft, { contactId, role: theirs, companyId, siteId, ...fields }, { newId, now }) {
    const dates = checkDates(fields);
    if (!dates.ok) return dates;
    if (draft.get('contacts', contactId) === undefined)
      return problem('contact.missing', 'This contact no longer exists.');
    if (isSiteRole(theirs)) {
      if (siteId === undefined || draft.get('sites', siteId) === undefined)
        return wrongAt('siteId', 'site.missing', 'This site no longer exists.', 'Choose another one.');
    } else {
      const company = companyId === undefined ? undefined : draft.get('contacts', companyId);
      if (company?.kind !== 'company' || companyId === contactId)
        return wrongAt('companyId', 'relationship.no-company', 'This is no company.', 'Choose a company.');
    }
    const to = isSiteRole(theirs) ? { siteId } : { companyId };
    const of = isSiteRole(theirs)
      ? draft.by('relationships', 'siteId', siteId!)
      : draft.by('relationships', 'companyId', companyId!);
    const same = of.find(
      (each) => each.contactId === contactId && each.role === theirs && each.until === undefined,
    );
    if (same !== undefined && fields.until === undefined) return ok({ id: same.id });
    const id = newId();
    draft.create('relationships', {
      ...filled({ ...fields, ...to }),
      id,
      contactId,
      role: theirs,
      createdAt: now,
    });
    return ok({ id });
  },
});

const update = defineCommand({
  name: 'relationship.update',
  title: 'Change what a contact is to a company or a site',
  args: z.strictObject({ id: idSchema, fields: z.strictObject({ title, since, until }) }),
  undoable: true,
  run(draft, { id, fields }) {
    const known = draft.get('relationships', id);
    if (known === undefined) return missing();
    const dates = checkDates({ ...known, ...fields });
    if (!dates.ok) return dates;
    draft.assign('relationships', id, filled(fields));
    return ok({ id });
  },
});

const remove = defineCommand({
  name: 'relationship.remove',
  title: 'Remove what a contact is to a company or a site',
  args: z.strictObject({ id: idSchema }),
  undoable: true,
  run(draft, { id }) {
    if (draft.get('relationships', id) === undefined) return missing();
    draft.remove('relationships', id);
    return ok({ id });
  },
});

function checkDates({
  since: from,
  until: to,
}: {
  since?: string | undefined;
  until?: string | undefined;
}): Result<void> {
  if (from === undefined || to === undefined || from <= to) return ok();
  return wrongAt('until', 'relationship.ends-early', 'This ends before it begins.', 'Check both days.');
}

export const relationshipCommands = [add, update, remove] as const;
