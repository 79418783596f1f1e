import { z } from 'zod';
import { proven } from '#shared/domain/proven.ts';
import { secondFactorSchema } from '#shared/domain/second-factor.ts';
import { given } from '#shared/lib/given.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { defineCommand } from './command.ts';

const { sealed, recovery, continues } = secondFactorSchema.shape;

const setSecondFactor = defineCommand({
  name: 'access.setSecondFactor',
  title: 'Change the second factor',
  args: z.strictObject({ sealed, recovery, continues }),
  undoable: false,
  internal: true,
  run(draft, args, { now, deviceId, memberId, newId, isOwner }) {
    if (isOwner !== true)
      return problem('factor.owners-only', 'Only an owner has a second factor. Nothing was changed.');
    const before = Array.from(draft.all('secondFactors'), ({ at }) => at);
    // Behind the one before, whatever this device's clock says.
    const at = Math.max(now, ...before.map((moment) => moment + 1));
    draft.create('secondFactors', proven({ at, memberId, deviceId, ...given(args), salt: newId() }));
    return ok({});
  },
});

export const accessCommands = [setSecondFactor] as const;
