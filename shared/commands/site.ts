import { z } from 'zod';
import { isCurrent } from '#shared/domain/bin.ts';
import { type Address, addressSchema, idSchema, likelyDaySchema } from '#shared/domain/common.ts';
import { equipmentSchema, isSamePlace, siteSchema } from '#shared/domain/site.ts';
import { filled, given } from '#shared/lib/given.ts';
import { ok, problem } from '#shared/lib/result.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import { type CommandContext, defineCommand } from './command.ts';

const { name, access, hazards, notes } = siteSchema.shape;
const siteFields = z.strictObject({ name, address: addressSchema.optional(), access, hazards, notes });
const { make, model, serial } = equipmentSchema.shape;
const day = likelyDaySchema.optional();
const equipmentFields = z.strictObject({
  name: equipmentSchema.shape.name.trim().min(1),
  make,
  model,
  serial,
  fittedOn: day,
  warrantyUntil: day,
  nextServiceOn: day,
  notes: equipmentSchema.shape.notes,
});

/** As many as a list of one site can show. */
const mostEquipment = 500;

const noContact = () => problem('contact.missing', 'This contact no longer exists.');
const noSite = () => problem('site.missing', 'This site no longer exists.');
const noEquipment = () => problem('equipment.missing', 'This equipment is no longer there.');

/**
 * The customer's site at an address: the one that they have, or a new one. Whoever writes an address down for work
 * gets a site without asking for it.
 */
export function siteAt(
  draft: RecordWriter,
  contactId: string,
  address: Address,
  { newId, now }: Pick<CommandContext, 'newId' | 'now'>,
): string {
  const known = draft.by('sites', 'contactId', contactId).filter(isCurrent);
  const same = known
    .filter((site) => site.address !== undefined && isSamePlace(site.address, address))
    .toSorted((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1))[0];
  if (same !== undefined) {
    draft.patch('sites', same.id, { address: { ...address, ...same.address } });
    return same.id;
  }
  const id = newId();
  draft.create('sites', { id, contactId, address, createdAt: now });
  return id;
}

/** Where a customer's work is most likely done, if nobody has said: their only site, or else the address they gave. */
export function usualSite(
  draft: RecordWriter,
  contactId: string,
  context: Pick<CommandContext, 'newId' | 'now'>,
): string | undefined {
  const sites = draft.by('sites', 'contactId', contactId).filter(isCurrent);
  if (sites.length > 0) return sites.length === 1 ? sites[0]!.id : undefined;
  const [address] = Object.values(draft.get('contacts', contactId)?.addresses ?? {});
  if (address === undefined) return undefined;
  const { label: _, ...place } = address;
  return siteAt(draft, contactId, place, context);
}

const createSite = defineCommand({
  name: 'site.create',
  title: 'Add site',
  args: siteFields.extend({ contactId: idSchema }),
  undoable: true,
  run(draft, { contactId, ...fields }, { newId, now }) {
    if (draft.get('contacts', contactId) === undefined) return noContact();
    const id = newId();
    draft.create('sites', { ...filled(fields), id, contactId, createdAt: now });
    return ok({ id });
  },
});

const updateSite = defineCommand({
  name: 'site.update',
  title: 'Change site',
  args: z.strictObject({ id: idSchema, fields: siteFields }),
  undoable: true,
  run(draft, { id, fields }) {
    if (draft.get('sites', id) === undefined) return noSite();
    draft.assign('sites', id, filled(fields));
    return ok({ id });
  },
});

const archiveSite = defineCommand({
  name: 'site.archive',
  title: 'Archive site',
  args: z.strictObject({ id: idSchema }),
  undoable: true,
  run(draft, { id }, { now }) {
    if (draft.get('sites', id) === undefined) return noSite();
    draft.patch('sites', id, { archivedAt: now });
    return ok({ id });
  },
});

const restoreSite = defineCommand({
  name: 'site.restore',
  title: 'Restore site',
  args: z.strictObject({ id: idSchema }),
  undoable: true,
  run(draft, { id }) {
    if (draft.get('sites', id) === undefined) return noSite();
    draft.unset('sites', id, 'archivedAt');
    return ok({ id });
  },
});

const addEquipment = defineCommand({
  name: 'equipment.add',
  title: 'Add equipment',
  args: equipmentFields.extend({ siteId: idSchema }),
  undoable: true,
  run(draft, { siteId, ...fields }, { newId, now }) {
    const site = draft.get('sites', siteId);
    if (site === undefined) return noSite();
    if (Object.keys(site.equipment ?? {}).length >= mostEquipment)
      return problem(
        'equipment.many',
        'There is much at this site already.',
        'Add a second site for the rest.',
      );
    const id = newId();
    draft.putEntry('sites', siteId, 'equipment', id, {
      ...given(filled(fields)),
      name: fields.name,
      addedAt: now,
    });
    return ok({ id: siteId, equipmentId: id });
  },
});

const updateEquipment = defineCommand({
  name: 'equipment.update',
  title: 'Change equipment',
  args: z.strictObject({ siteId: idSchema, id: idSchema, fields: equipmentFields.partial() }),
  undoable: true,
  run(draft, { siteId, id, fields }) {
    if (draft.get('sites', siteId)?.equipment?.[id] === undefined) return noEquipment();
    draft.assignEntry('sites', siteId, 'equipment', id, filled(fields));
    return ok({ id: siteId });
  },
});

/** What was there stays readable: earlier work was done on it. */
const removeEquipment = defineCommand({
  name: 'equipment.remove',
  title: 'Take equipment off the site',
  args: z.strictObject({ siteId: idSchema, id: idSchema }),
  undoable: true,
  run(draft, { siteId, id }, { now }) {
    if (draft.get('sites', siteId)?.equipment?.[id] === undefined) return noEquipment();
    draft.patchEntry('sites', siteId, 'equipment', id, { removedAt: now });
    return ok({ id: siteId });
  },
});

export const siteCommands = [
  createSite,
  updateSite,
  archiveSite,
  restoreSite,
  addEquipment,
  updateEquipment,
  removeEquipment,
] as const;
