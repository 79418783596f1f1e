import { z } from 'zod';
import { idSchema } from '#shared/domain/common.ts';
import { type Enquiry, enquirySchema, enquiryStages } from '#shared/domain/enquiry.ts';
import { filled } from '#shared/lib/given.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { defineCommand } from './command.ts';

const { title, notes, memberId, value, expectedOn, source, siteId } = enquirySchema.shape;
const fields = z.strictObject({
  title: title.trim().min(1),
  notes,
  memberId,
  value,
  expectedOn,
  source,
  siteId,
});

const missing = () => problem('enquiry.missing', 'This enquiry no longer exists.');

export const createEnquiry = defineCommand({
  name: 'enquiry.create',
  title: 'Add enquiry',
  args: fields.extend({ contactId: idSchema, conversationId: idSchema.optional() }),
  undoable: true,
  run(draft, { contactId, conversationId, ...wanted }, { newId, now }) {
    if (draft.get('contacts', contactId) === undefined)
      return problem('contact.missing', 'This contact no longer exists.');
    const fits = check(draft, wanted);
    if (!fits.ok) return fits;
    const id = newId();
    draft.create('enquiries', {
      source: 'owner',
      ...filled(wanted),
      title: wanted.title,
      id,
      contactId,
      conversationId,
      stage: 'new',
      stageAt: now,
      createdAt: now,
    });
    return ok({ id });
  },
});

const update = defineCommand({
  name: 'enquiry.update',
  title: 'Change enquiry',
  args: z.strictObject({ id: idSchema, fields: fields.partial() }),
  undoable: true,
  run(draft, { id, fields: wanted }) {
    if (draft.get('enquiries', id) === undefined) return missing();
    const fits = check(draft, wanted);
    if (!fits.ok) return fits;
    draft.assign('enquiries', id, filled(wanted));
    return ok({ id });
  },
});

const setStage = defineCommand({
  name: 'enquiry.setStage',
  title: 'Move enquiry',
  args: z.strictObject({
    id: idSchema,
    stage: z.enum(enquiryStages),
    lostReason: enquirySchema.shape.lostReason,
  }),
  undoable: true,
  run(draft, { id, stage, lostReason }, { now }) {
    const known = draft.get('enquiries', id);
    if (known === undefined) return missing();
    if (stage === 'lost' && (lostReason ?? known.lostReason ?? '').trim() === '')
      return problem(
        'enquiry.no-reason',
        'Say why nothing came of it.',
        'A word is enough: "price", "too late".',
      );
    if (stage === known.stage && (lostReason ?? known.lostReason) === known.lostReason) return ok({ id });
    const reason = stage === 'lost' ? (lostReason ?? known.lostReason) : undefined;
    draft.assign('enquiries', id, { stage, stageAt: now, lostReason: reason });
    return ok({ id });
  },
});

const archive = defineCommand({
  name: 'enquiry.archive',
  title: 'Archive enquiry',
  args: z.strictObject({ id: idSchema }),
  undoable: true,
  run(draft, { id }, { now }) {
    if (draft.get('enquiries', id) === undefined) return missing();
    draft.patch('enquiries', id, { archivedAt: now });
    return ok({ id });
  },
});

function check(records: RecordReader, wanted: Pick<Partial<Enquiry>, 'memberId' | 'siteId'>): Result<void> {
  if (wanted.memberId !== undefined && records.get('members', wanted.memberId) === undefined)
    return problem('enquiry.no-member', 'This member is not in the team any more.', 'Choose somebody else.');
  if (wanted.siteId !== undefined && records.get('sites', wanted.siteId) === undefined)
    return problem('site.missing', 'This site no longer exists.', 'Choose another one.');
  return ok();
}

export const enquiryCommands = [createEnquiry, update, setStage, archive] as const;
