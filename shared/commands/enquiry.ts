import { z } from 'zod';
import { idSchema, likelyDaySchema } from '#shared/domain/common.ts';
import {
  type Enquiry,
  enquirySchema,
  enquiryStages,
  type EnquiryWorth,
  enquiryWorthSchema,
  stageSchema,
} from '#shared/domain/enquiry.ts';
import { jobSchema } from '#shared/domain/job.ts';
import { filled } from '#shared/lib/given.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { isLimitedPerson } from '#shared/records/right-to-send.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import { defineCommand } from './command.ts';

const { title, notes, memberId, source, siteId } = enquirySchema.shape;
const worth = enquiryWorthSchema.shape.worth.unwrap();
const fields = z.strictObject({
  title: title.trim().min(1),
  notes,
  memberId,
  expectedOn: likelyDaySchema.optional(),
  source,
  siteId,
});

const stageName = stageSchema.shape.name.trim().min(1);
const noStage = () => problem('stage.missing', 'This stage no longer exists.');
const missing = () => problem('enquiry.missing', 'This enquiry no longer exists.');

export const createEnquiry = defineCommand({
  name: 'enquiry.create',
  title: 'Add enquiry',
  args: fields.extend({
    contactId: idSchema,
    conversationId: idSchema.optional(),
    worth: worth.optional(),
  }),
  undoable: true,
  run(draft, { contactId, conversationId, worth: said, ...wanted }, { newId, now }) {
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
    if (said !== undefined) writeWorth(draft, id, said, now);
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

/** A score of the owner's own stays as it is until they let go of it. */
const setScore = defineCommand({
  name: 'enquiry.setScore',
  title: 'Set the score of an enquiry',
  args: z.strictObject({ id: idSchema, score: z.int().min(0).max(100).optional() }),
  undoable: true,
  run(draft, { id, score }) {
    const known = draft.get('enquiries', id);
    if (known === undefined) return missing();
    if (score !== undefined && isLimitedPerson(draft, known.contactId, 'minor'))
      return problem('contact.minor', 'This contact is a child, who gets no score.');
    draft.assign('enquiries', id, { score });
    return ok({ id });
  },
});

/** For who sees the money: what an enquiry may be worth is none of what everybody reads of it. */
const setWorth = defineCommand({
  name: 'enquiry.setWorth',
  title: 'Change what an enquiry is worth',
  /** `null`: nobody says any more. */
  args: z.strictObject({ id: idSchema, worth: worth.nullable() }),
  undoable: true,
  run(draft, { id, worth: said }, { now }) {
    if (draft.get('enquiries', id) === undefined) return missing();
    writeWorth(draft, id, said ?? undefined, now);
    return ok({ id });
  },
});

function writeWorth(draft: RecordWriter, id: string, said: EnquiryWorth['worth'], now: number): void {
  if (draft.get('enquiryWorths', id) !== undefined) draft.assign('enquiryWorths', id, { worth: said });
  else if (said !== undefined)
    draft.create('enquiryWorths', { id, enquiryId: id, createdAt: now, worth: said });
}

const setStage = defineCommand({
  name: 'enquiry.setStage',
  title: 'Move enquiry',
  args: z.strictObject({
    id: idSchema,
    stage: z.string().max(64),
    lostReason: enquirySchema.shape.lostReason,
  }),
  undoable: true,
  run(draft, { id, stage, lostReason }, { now }) {
    const known = draft.get('enquiries', id);
    if (known === undefined) return missing();
    if (!isStage(draft, stage)) return problem('enquiry.no-stage', 'This stage no longer exists.');
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

/** Somebody looks at what is wanted before a price is named. */
const assess = defineCommand({
  name: 'enquiry.assess',
  title: 'Plan an assessment visit',
  args: z.strictObject({ id: idSchema, title: jobSchema.shape.title.trim().min(1) }),
  undoable: true,
  run(draft, { id, title: called }, { newId, now }) {
    const known = draft.get('enquiries', id);
    if (known === undefined) return missing();
    const jobId = newId();
    draft.create('jobs', {
      id: jobId,
      contactId: known.contactId,
      conversationId: known.conversationId,
      siteId: known.siteId,
      enquiryId: id,
      title: called,
      isAssessment: true,
      createdAt: now,
    });
    return ok({ id: jobId });
  },
});

const addStage = defineCommand({
  name: 'stage.create',
  title: 'Add stage',
  args: z.strictObject({ name: stageName }),
  undoable: true,
  run(draft, { name }, { newId, now }) {
    const id = newId();
    const order = Math.max(-1, ...Array.from(draft.all('stages'), (each) => each.order)) + 1;
    draft.create('stages', { id, name, order, createdAt: now });
    return ok({ id });
  },
});

const renameStage = defineCommand({
  name: 'stage.rename',
  title: 'Rename stage',
  args: z.strictObject({ id: idSchema, name: stageName }),
  undoable: true,
  run(draft, { id, name }) {
    if (draft.get('stages', id) === undefined) return noStage();
    draft.patch('stages', id, { name });
    return ok({ id });
  },
});

const moveStage = defineCommand({
  name: 'stage.move',
  title: 'Move stage',
  /** Where it stands among the others of the owner's own, from 0. */
  args: z.strictObject({ id: idSchema, to: z.int().min(0) }),
  undoable: true,
  run(draft, { id, to }) {
    const moved = draft.get('stages', id);
    if (moved === undefined) return noStage();
    const others = [...draft.all('stages')]
      .filter((stage) => stage.id !== id && stage.archivedAt === undefined)
      .toSorted((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1));
    others.splice(to, 0, moved);
    for (const [order, stage] of others.entries()) draft.patch('stages', stage.id, { order });
    return ok({ id });
  },
});

/** What stands in it stays there and can be moved on; nothing new comes in. */
const archiveStage = defineCommand({
  name: 'stage.archive',
  title: 'Put away stage',
  args: z.strictObject({ id: idSchema }),
  undoable: true,
  run(draft, { id }, { now }) {
    if (draft.get('stages', id) === undefined) return noStage();
    draft.patch('stages', id, { archivedAt: now });
    return ok({ id });
  },
});

/** Whether enquiries can stand there. */
export function isStage(records: RecordReader, stage: string): boolean {
  const own = records.get('stages', stage);
  return enquiryStages.some((each) => each === stage) || (own !== undefined && own.archivedAt === undefined);
}

function check(records: RecordReader, wanted: Pick<Partial<Enquiry>, 'memberId' | 'siteId'>): Result<void> {
  if (wanted.memberId !== undefined && records.get('members', wanted.memberId) === undefined)
    return problem('enquiry.no-member', 'This member is not in the team any more.', 'Choose somebody else.');
  if (wanted.siteId !== undefined && records.get('sites', wanted.siteId) === undefined)
    return problem('site.missing', 'This site no longer exists.', 'Choose another one.');
  return ok();
}

export const enquiryCommands = [
  createEnquiry,
  update,
  setWorth,
  setScore,
  setStage,
  archive,
  assess,
  addStage,
  renameStage,
  moveStage,
  archiveStage,
] as const;
