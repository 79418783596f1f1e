import { z } from 'zod';
import { idSchema } from '#shared/domain/common.ts';
import { jobMaterialSchema } from '#shared/domain/job.ts';
import { given } from '#shared/lib/given.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { defineCommand } from './command.ts';
import { findBillable, findJob, jobCancelled } from './job-find.ts';

/** How many things of one kind a job lists. */
const mostMaterials = 500;

const { name, quantity, unit, serviceId } = jobMaterialSchema.shape;
const gone = () => problem('job.material-gone', 'This is no longer among what was used.');

const setMaterial = defineCommand({
  name: 'job.setMaterial',
  title: 'Note what was used',
  args: z.object({
    id: idSchema,
    /** Left out, something is added. */
    materialId: idSchema.optional(),
    visitId: idSchema.optional(),
    fields: z.object({
      name: name.trim().min(1, 'Say what was used.'),
      quantity,
      /** The empty text takes it away. */
      unit,
      serviceId,
    }),
  }),
  undoable: true,
  run(draft, { id, materialId, visitId, fields }, { newId, now, memberId }) {
    const found = findJob(draft, id);
    if (!found.ok) return found;
    if (found.value.state === 'cancelled') return jobCancelled();
    const materials = found.value.materials ?? {};
    const known = materialId === undefined ? undefined : materials[materialId];
    if (materialId !== undefined && known === undefined) return gone();
    if (known === undefined && Object.keys(materials).length >= mostMaterials)
      return problem(
        'job.materials-many',
        `A job lists ${mostMaterials} materials at most. Nothing was added.`,
      );
    const wanted = { ...fields, serviceId: fields.serviceId, unit: fields.unit?.trim() || undefined };
    if (materialId !== undefined) {
      draft.assignEntry('jobs', id, 'materials', materialId, wanted);
      return ok({ id, materialId });
    }
    const order = Object.values(materials).reduce((last, each) => Math.max(last, each.order), -1) + 1;
    const added = newId();
    const { name: called, quantity: much } = wanted;
    const entry = { name: called, quantity: much, at: now, memberId, order };
    draft.putEntry('jobs', id, 'materials', added, { ...entry, ...given({ ...wanted, visitId }) });
    return ok({ id, materialId: added });
  },
});

const removeMaterial = defineCommand({
  name: 'job.removeMaterial',
  title: 'Remove what was used',
  args: z.object({ id: idSchema, materialId: idSchema }),
  undoable: true,
  run(draft, { id, materialId }) {
    const found = findJob(draft, id);
    if (!found.ok) return found;
    if (found.value.materials?.[materialId] === undefined) return gone();
    draft.removeEntry('jobs', id, 'materials', materialId);
    return ok({ id });
  },
});

const chargeMaterial = defineCommand({
  name: 'job.chargeMaterial',
  title: 'Charge what was used',
  args: z.object({ id: idSchema, materialId: idSchema }),
  undoable: true,
  run(draft, { id, materialId }, { newId }) {
    const found = findBillable(draft, id);
    if (!found.ok) return found;
    const { materials = {}, items = {} } = found.value;
    const material = materials[materialId];
    if (material === undefined) return gone();
    if (material.itemId !== undefined && items[material.itemId] !== undefined) return ok({ id });
    const service = material.serviceId === undefined ? undefined : draft.get('services', material.serviceId);
    const currency = service?.currency ?? draft.get('business', 'business')?.currency ?? 'XXX';
    const itemId = newId();
    draft.putEntry('jobs', id, 'items', itemId, {
      name: material.name,
      quantity: material.quantity,
      unitPrice: service?.unitPrice ?? '0',
      currency,
      ...(service !== undefined && { serviceId: service.id }),
      order: Object.values(items).reduce((last, each) => Math.max(last, each.order), -1) + 1,
    });
    draft.patchEntry('jobs', id, 'materials', materialId, { itemId });
    return ok({ id });
  },
});

export const jobMaterialCommands = [setMaterial, removeMaterial, chargeMaterial] as const;
