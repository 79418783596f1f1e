import { z } from 'zod';
import { idSchema } from '#shared/domain/common.ts';
import {
  bookingRuleSchema,
  type PageField,
  pageFields,
  pageFieldSchemas,
  type PublicPage,
  publicPageSchema,
  usualRule,
} from '#shared/domain/public-page.ts';
import type { Result } from '#shared/lib/result.ts';
import { err, ok, problem } from '#shared/lib/result.ts';
import { slugProblem } from '#shared/public-page/slug.ts';
import { replaceEntries } from '#shared/records/replace-entries.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import { type CommandContext, defineCommand } from './command.ts';
import { checkAgreed } from './news.ts';

const id = 'page';

const approvedSchema = z.strictObject(pageFieldSchemas).partial();

const approve = defineCommand({
  name: 'page.approve',
  title: 'Approve what the public page shows',
  /** As the owner has read it: what changes in the settings later is approved anew. */
  args: z.strictObject({ field: z.enum(pageFields), shown: approvedSchema }),
  // The world has read it.
  undoable: false,
  run(draft, { field, shown }, context) {
    if (shown[field] === undefined) return problem('page.empty', 'There is nothing to approve.');
    pageOf(draft, context);
    draft.assign('publicPages', id, { [field]: shown[field] });
    return ok({ id });
  },
});

const hide = defineCommand({
  name: 'page.hide',
  title: 'Take something off the public page',
  args: z.strictObject({ field: z.enum(pageFields) }),
  undoable: false,
  run(draft, { field }) {
    const page = draft.get('publicPages', id);
    if (page === undefined) return ok({ id });
    if (field === 'name' && page.isPublished)
      return problem(
        'page.needs-name',
        'A page that is online needs a name.',
        'Take the page offline first.',
      );
    draft.unset('publicPages', id, field satisfies PageField);
    return ok({ id });
  },
});

const setAddress = defineCommand({
  name: 'page.setAddress',
  title: 'Change the address of the public page',
  args: z.strictObject({ slug: z.string().trim().toLowerCase().max(60) }),
  undoable: false,
  run(draft, { slug }, context) {
    const wrong = slugProblem(slug);
    if (wrong !== undefined) return wrongSlug(wrong);
    const page = pageOf(draft, context);
    if (page.slug === slug) return ok({ id });
    forgetAddress(draft, page);
    // It may have been given up before, and is wanted again.
    if (page.formerSlugs?.[slug] !== undefined) draft.removeEntry('publicPages', id, 'formerSlugs', slug);
    // An address that was left is only opened again by a later word.
    draft.patch('publicPages', id, { slug, approval: page.approval + 1 });
    draft.unset('publicPages', id, 'refused');
    return ok({ id });
  },
});

const publish = defineCommand({
  name: 'page.publish',
  title: 'Put the public page online',
  args: z.strictObject({}),
  undoable: false,
  run(draft, _args, context) {
    const page = pageOf(draft, context);
    if (page.slug === undefined)
      return problem('page.no-address', 'The page has no address yet.', 'Choose one first.');
    if (page.name === undefined)
      return problem('page.needs-name', 'The page needs a name.', 'Approve the name first.');
    draft.patch('publicPages', id, { isPublished: true, approval: page.approval + 1 });
    draft.unset('publicPages', id, 'refused');
    return ok({ id });
  },
});

const unpublish = defineCommand({
  name: 'page.unpublish',
  title: 'Take the public page offline',
  args: z.strictObject({}),
  undoable: false,
  run(draft) {
    const page = draft.get('publicPages', id);
    if (page === undefined || !page.isPublished) return ok({ id });
    draft.patch('publicPages', id, { isPublished: false });
    forgetAddress(draft, page);
    return ok({ id });
  },
});

const takeRequests = defineCommand({
  name: 'page.takeRequests',
  title: 'Change whether the public page takes requests',
  args: z.strictObject({ on: z.boolean() }),
  undoable: true,
  run(draft, { on }, context) {
    pageOf(draft, context);
    draft.patch('publicPages', id, { takesRequests: on });
    return ok({ id });
  },
});

const openToAssistants = defineCommand({
  name: 'page.openToAssistants',
  title: 'Change whether assistants can ask for times',
  args: z.strictObject({ on: z.boolean() }),
  undoable: true,
  run(draft, { on }, context) {
    const agreed = on ? checkAgreed(context, 'page-assistants') : ok();
    if (!agreed.ok) return agreed;
    pageOf(draft, context);
    if (on) draft.patch('publicPages', id, { opensToAssistants: true });
    else if (draft.get('publicPages', id)?.opensToAssistants !== undefined)
      draft.unset('publicPages', id, 'opensToAssistants');
    return ok({ id });
  },
});

const tellByMail = defineCommand({
  name: 'page.tellByMail',
  title: 'Change whether customers hear of their bookings by e-mail',
  args: z.strictObject({ on: z.boolean() }),
  undoable: true,
  run(draft, { on }, context) {
    pageOf(draft, context);
    // What happened while it was off is not told later.
    draft.patch('publicPages', id, { tellsByMail: { on, at: context.now } });
    return ok({ id });
  },
});

/** Links name the key's fingerprint: those that are out there take no requests any more. */
const renewKey = defineCommand({
  name: 'page.renewKey',
  title: 'Renew the key of the public page',
  args: z.strictObject({ keyNumber: publicPageSchema.shape.keyNumber }),
  undoable: false,
  // The number is the vault's: it says of which epoch the key comes.
  internal: true,
  run(draft, { keyNumber }, context) {
    const page = pageOf(draft, context);
    if (keyNumber <= page.keyNumber)
      return problem('page.key-newest', 'Nobody has left the team since this key was made.');
    draft.patch('publicPages', id, { keyNumber, approval: page.approval + 1 });
    return ok({ id });
  },
});

/** What the relay said: it has forgotten an address, or did not take the page. */
const noteAnswer = defineCommand({
  name: 'page.noteAnswer',
  title: 'Note what became of the public page',
  args: z.strictObject({
    forgotten: z.string().optional(),
    refused: z.string().max(60).nullable().optional(),
    shown: z.number().int().optional(),
  }),
  undoable: false,
  internal: true,
  run(draft, { forgotten, refused, shown }) {
    const page = draft.get('publicPages', id);
    if (page === undefined) return ok({ id });
    if (forgotten !== undefined && page.formerSlugs?.[forgotten] !== undefined)
      draft.removeEntry('publicPages', id, 'formerSlugs', forgotten);
    if (refused === null && page.refused !== undefined) draft.unset('publicPages', id, 'refused');
    if (shown !== undefined && shown > (page.shownApproval ?? 0))
      draft.patch('publicPages', id, { shownApproval: shown });
    if (typeof refused === 'string') draft.patch('publicPages', id, { refused });
    return ok({ id });
  },
});

const { isOffered, price, priceTo, minutes, before, after, noticeHours, windowDays, perDay } =
  bookingRuleSchema.shape;
const { place, link, seats, onlyPlanned, changeHours, offersTimes, confirmsAtOnce, moves } =
  bookingRuleSchema.shape;

const setRule = defineCommand({
  name: 'bookingRule.set',
  title: 'Change how a service is booked',
  args: z.strictObject({
    serviceId: idSchema,
    fields: z
      .strictObject({
        isOffered,
        price,
        noticeHours,
        windowDays,
        place,
        onlyPlanned,
        changeHours,
        offersTimes,
        confirmsAtOnce,
        moves,
        /** `null` takes it away. */
        priceTo: priceTo.nullable(),
        minutes: minutes.nullable(),
        before: before.nullable(),
        after: after.nullable(),
        perDay: perDay.nullable(),
        link: link.nullable(),
        seats: seats.nullable(),
      })
      .partial(),
    /** Who does it; whoever is free where it is empty. */
    staffIds: z.array(idSchema).max(200).optional(),
    questions: z
      .array(z.strictObject({ text: z.string().trim().min(1).max(300), isRequired: z.boolean() }))
      .max(20)
      .optional(),
  }),
  undoable: true,
  run(draft, { serviceId, fields, questions, staffIds }, { now }) {
    if (draft.get('services', serviceId) === undefined)
      return problem('service.missing', 'This service is no longer on the price list.');
    if (draft.get('bookingRules', serviceId) === undefined)
      draft.create('bookingRules', { ...usualRule, id: serviceId, createdAt: now });
    const cleared = Object.fromEntries(
      Object.entries(fields).map(([name, value]) => [name, value === null ? undefined : value]),
    );
    draft.assign('bookingRules', serviceId, cleared);
    if (questions !== undefined) {
      const entries = questions.map((question, order) => [String(order), { ...question, order }] as const);
      replaceEntries(draft, 'bookingRules', serviceId, 'questions', Object.fromEntries(entries));
    }
    if (staffIds !== undefined) {
      const entries = staffIds.map((staffId) => [staffId, true as const] as const);
      replaceEntries(draft, 'bookingRules', serviceId, 'staff', Object.fromEntries(entries));
    }
    return ok({ id: serviceId });
  },
});

function pageOf(draft: RecordWriter, { now }: CommandContext): PublicPage {
  if (draft.get('publicPages', id) === undefined)
    draft.create('publicPages', {
      id,
      createdAt: now,
      isPublished: false,
      approval: 0,
      keyNumber: 1,
      takesRequests: true,
    });
  return draft.get('publicPages', id)!;
}

/** The relay still shows what stood at this address: a device has it forget that. */
function forgetAddress(draft: RecordWriter, { slug, approval }: PublicPage): void {
  if (slug !== undefined) draft.putEntry('publicPages', id, 'formerSlugs', slug, approval);
}

const slugWords = {
  form: 'Three to forty small letters a–z, digits and single hyphens, such as keller-plumbing.',
  reserved: 'This address is not given out. Choose another one.',
} as const;

function wrongSlug(wrong: keyof typeof slugWords): Result<never> {
  const message = slugWords[wrong];
  return err({ code: `page.slug-${wrong}`, message, fields: [{ path: ['slug'], message }] });
}

export const publicPageCommands = [
  approve,
  hide,
  setAddress,
  publish,
  unpublish,
  takeRequests,
  tellByMail,
  openToAssistants,
  renewKey,
  noteAnswer,
  setRule,
] as const;
