import { z } from 'zod';
import { idSchema } from '#shared/domain/common.ts';
import { guardianSchema, openRestrictions } from '#shared/domain/restriction.ts';
import { given } from '#shared/lib/given.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { contactsOf } from '#shared/records/merged.ts';
import { defineCommand } from './command.ts';
import { endLimit, setLimit } from './limit.ts';
import { tellRecipients } from './tell-recipients.ts';

const said = z.string().trim().min(1).max(500);

const restrict = defineCommand({
  name: 'contact.restrict',
  title: 'Restrict a contact',
  args: z.strictObject({ id: idSchema, why: said }),
  undoable: false,
  evenKeptOnly: true,
  run(draft, { id, why }, { now, newId, memberId }) {
    if (draft.get('contacts', id) === undefined) return missing();
    const causeId = newId();
    draft.putEntry('contacts', id, 'restrictions', causeId, { at: now, memberId, why });
    tellRecipients(draft, id, { why: 'restriction', causeId }, { now });
    return ok({ id });
  },
});

/** Lifts what is known here: what another device restricts meanwhile stays. */
const lift = defineCommand({
  name: 'contact.liftRestriction',
  title: 'Lift the restriction of a contact',
  args: z.strictObject({
    id: idSchema,
    /** How they were told: the law wants them to hear of it first. */
    told: said,
  }),
  undoable: false,
  evenKeptOnly: true,
  run(draft, { id, told }, { now, memberId, isOwner }) {
    if (draft.get('contacts', id) === undefined) return missing();
    if (isOwner !== true) return problem('contact.owner-lifts', 'An owner of the business decides this.');
    let lifted = 0;
    for (const each of contactsOf(draft, id)) {
      for (const { id: key } of openRestrictions(draft.get('contacts', each) ?? {})) {
        draft.patchEntry('contacts', each, 'restrictions', key, { liftedAt: now, liftedBy: memberId, told });
        lifted++;
      }
    }
    return lifted > 0 ? ok({ id }) : problem('contact.not-restricted', 'This contact is not restricted.');
  },
});

const setMinor = defineCommand({
  name: 'contact.setMinor',
  title: 'Note whether a contact is a child',
  args: z.strictObject({
    id: idSchema,
    minor: z.boolean(),
    guardian: guardianSchema
      .pick({ name: true, phone: true, how: true })
      .strict()
      .extend({ name: guardianSchema.shape.name.trim().min(1), agrees: z.boolean().optional() })
      .optional(),
  }),
  undoable: true,
  evenKeptOnly: true,
  run(draft, { id, minor, guardian }, context) {
    const { now, memberId } = context;
    const contact = draft.get('contacts', id);
    if (contact === undefined) return missing();
    if (!minor) {
      endLimit(draft, id, 'minor', context);
      for (const each of contactsOf(draft, id))
        if (draft.get('contacts', each) !== undefined) draft.unset('contacts', each, 'guardian');
      return ok({ id });
    }
    setLimit(draft, id, 'minor', context);
    // A score that somebody has set says how likely work comes of a child.
    draft.unset('contacts', id, 'leadScore');
    for (const enquiry of draft.by('enquiries', 'contactId', id))
      draft.unset('enquiries', enquiry.id, 'score');
    if (guardian === undefined) return ok({ id });
    const { agrees = false, ...details } = guardian;
    // Whoever has agreed before has agreed then.
    const { agreedAt = now, memberId: notedBy = memberId } = contact.guardian ?? {};
    const agreed = agrees ? { agreedAt, memberId: notedBy } : {};
    draft.patch('contacts', id, { guardian: { ...given(details), name: details.name, ...agreed } });
    return ok({ id });
  },
});

function missing(): Result<never> {
  return problem('contact.missing', 'This contact no longer exists.');
}

export const restrictionCommands = [restrict, lift, setMinor] as const;
