import { z } from 'zod';
import { replaceEntries } from '#shared/records/replace-entries.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { businessSchema, serviceSchema } from '#shared/domain/business.ts';
import { emailAddressSchema, idSchema } from '#shared/domain/common.ts';
import { sameNumber } from '#shared/domain/currencies.ts';
import { defaultAiSettings } from '#shared/domain/business.ts';
import { news } from '#shared/domain/news/news.ts';
import { type CommandContext, defineCommand } from './command.ts';
import { beginWithNews } from './news.ts';
import type { RecordWriter } from '#shared/records/writer.ts';

const name = z.string().trim().min(1).max(200);

const profile = businessSchema
  .omit({ id: true, createdAt: true })
  .extend({ name, email: emailAddressSchema.optional() });

const newService = serviceSchema
  .pick({ description: true, unitPrice: true, unit: true, taxIds: true, durationMinutes: true })
  .extend({
    name,
    /** The business's own where it is left out. */
    currency: serviceSchema.shape.currency.optional(),
  });

const setUpBusiness = defineCommand({
  name: 'business.setUp',
  title: 'Set up the business',
  args: z.object({ profile, services: z.array(newService).max(200) }),
  undoable: false,
  run(draft, args, context) {
    if (draft.get('business', 'business') !== undefined) {
      return problem('business.exists', 'The business is already set up. Change it in Settings.');
    }
    draft.create('business', { ...args.profile, id: 'business', createdAt: context.now });
    for (const [order, service] of args.services.entries()) {
      const currency = service.currency ?? args.profile.currency;
      draft.create('services', {
        ...service,
        currency,
        id: context.newId(),
        order,
        createdAt: context.now,
      });
    }
    if (draft.get('aiSettings', 'ai') === undefined) draft.create('aiSettings', defaultAiSettings);
    nameFirstDevice(draft, context);
    beginWithNews(draft, news, context);
    return ok({});
  },
});

/** So that a team that grows later has names for whom it began with. */
function nameFirstDevice(draft: RecordWriter, { memberId, deviceId, now }: CommandContext): void {
  if (draft.get('members', memberId) !== undefined) return;
  draft.create('members', { id: memberId, name: 'Owner', createdAt: now });
  draft.create('devices', { id: deviceId, memberId, name: 'First computer', createdAt: now });
}

const updateBusiness = defineCommand({
  name: 'business.update',
  title: 'Change the business',
  args: z.object({ fields: profile.partial() }),
  undoable: true,
  run(draft, { fields }) {
    const business = draft.get('business', 'business');
    if (business === undefined) return missingBusiness;
    const { hours, taxes, ...others } = fields;
    draft.assign('business', 'business', others);
    if (hours !== undefined) replaceEntries(draft, 'business', 'business', 'hours', hours);
    if (taxes !== undefined) replaceEntries(draft, 'business', 'business', 'taxes', taxes);
    return ok({});
  },
});

const addService = defineCommand({
  name: 'service.add',
  title: 'Add a service',
  args: newService,
  undoable: true,
  run(draft, args, context) {
    const business = draft.get('business', 'business');
    if (business === undefined) return missingBusiness;
    const id = context.newId();
    const order = Math.max(-1, ...Array.from(draft.all('services'), (service) => service.order)) + 1;
    const currency = args.currency ?? business.currency;
    draft.create('services', { ...args, currency, id, order, createdAt: context.now });
    return ok({ id });
  },
});

const updateService = defineCommand({
  name: 'service.update',
  title: 'Change a service',
  args: z.object({ id: idSchema, fields: newService.extend({ order: z.number() }).partial() }),
  undoable: true,
  run(draft, { id, fields }) {
    if (draft.get('services', id) === undefined) return missingService;
    // A number without its currency is of the business's own, never of what the price had before.
    const currency = fields.unitPrice === undefined ? undefined : draft.get('business', 'business')?.currency;
    draft.assign('services', id, { currency, ...fields });
    return ok({ id });
  },
});

const archiveService = defineCommand({
  name: 'service.archive',
  title: 'Remove a service from the price list',
  args: z.object({ id: idSchema }),
  undoable: true,
  run(draft, { id }, context) {
    if (draft.get('services', id) === undefined) return missingService;
    draft.patch('services', id, { archivedAt: context.now });
    return ok({ id });
  },
});

const adoptCurrency = defineCommand({
  name: 'service.adoptCurrency',
  title: 'Take the prices’ numbers over',
  args: z.object({}),
  undoable: true,
  run(draft) {
    const business = draft.get('business', 'business');
    if (business === undefined) return missingBusiness;
    for (const { id, unitPrice, currency, archivedAt } of draft.all('services')) {
      if (currency === business.currency || archivedAt !== undefined) continue;
      draft.patch('services', id, {
        unitPrice: sameNumber(unitPrice, currency, business.currency),
        currency: business.currency,
      });
    }
    return ok({});
  },
});

const missingBusiness = problem('business.missing', 'The business is not set up yet.');
const missingService = problem('service.missing', 'This service no longer exists.');

export const businessCommands = [
  setUpBusiness,
  updateBusiness,
  addService,
  updateService,
  archiveService,
  adoptCurrency,
] as const;
