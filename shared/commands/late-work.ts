import { z } from 'zod';
import { collections } from '#shared/domain/collections.ts';
import { idSchema } from '#shared/domain/common.ts';
import { lateWorkKey } from '#shared/domain/team.ts';
import type { JsonObject } from '#shared/lib/json.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { isCollection } from '#shared/records/record-name.ts';
import type { ChangeableName } from '#shared/records/types.ts';
import { setBack } from './backup.ts';
import { isImmutable } from './bring-in.ts';
import { defineCommand } from './command.ts';

const settleLateWork = defineCommand({
  name: 'team.settleLateWork',
  title: 'Decide on work that came too late',
  args: z.strictObject({
    deviceId: idSchema,
    records: z
      .array(
        z.strictObject({
          collection: z.string().max(100).refine(isCollection),
          id: idSchema,
          /** As it is with that work; without one it was taken away there. */
          record: z.looseObject({ id: idSchema }).optional(),
        }),
      )
      .max(1000),
    /** As this owner's own work. Otherwise it stays out, and is asked about no more. */
    takesOver: z.boolean(),
  }),
  undoable: true,
  // The vault reads the records out of what that device has signed.
  internal: true,
  run(draft, { deviceId, records, takesOver }, { now, isOwner }) {
    if (isOwner !== true)
      return problem('team.not-owner', 'Only an owner decides this. Nothing was changed.');
    let taken = 0;
    if (draft.get('lateWork', deviceId) === undefined)
      draft.create('lateWork', { id: deviceId, settled: {} });
    for (const { collection: name, id, record } of records) {
      draft.putEntry('lateWork', deviceId, 'settled', lateWorkKey(name, id), now);
      if (!takesOver || isImmutable(name)) continue;
      if (record === undefined && draft.get(name, id) !== undefined) draft.remove(name as ChangeableName, id);
      else if (record !== undefined && collections[name].schema.safeParse(record).success)
        setBack(draft, name, record as JsonObject & { id: string });
      else continue;
      taken++;
    }
    return ok({ taken });
  },
});

export const lateWorkCommands = [settleLateWork] as const;
