import { z } from 'zod';
import { holdsFor, pausableParts, pauseSchema } from '#shared/domain/pause.ts';
import { given } from '#shared/lib/given.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { isPaused } from '#shared/records/pauses.ts';
import { defineCommand } from './command.ts';

const parts = z.array(z.enum(pausableParts)).min(1).max(pausableParts.length);

const pause = defineCommand({
  name: 'pause.set',
  title: 'Pause what goes on by itself',
  args: z.strictObject({ parts, why: pauseSchema.shape.why }),
  // Taken back by lifting it, which says who let it go on.
  undoable: false,
  run(draft, { parts: wanted, why }, { newId, now, memberId }) {
    const open = wanted.filter((part) => !isPaused(draft, part));
    if (open.length === 0) return problem('pause.holds', 'This is paused already.');
    const id = newId();
    const stopped = Object.fromEntries(open.map((part) => [part, true as const]));
    draft.create('pauses', { id, at: now, memberId, parts: stopped, ...given({ why }) });
    return ok({ id });
  },
});

const lift = defineCommand({
  name: 'pause.lift',
  title: 'Let what was paused go on',
  args: z.strictObject({ parts }),
  undoable: false,
  run(draft, { parts: wanted }, { now, memberId }) {
    const all = [...draft.all('pauses')];
    for (const each of all)
      for (const part of wanted)
        if (holdsFor(each, part))
          // Not before it began, whatever this device's clock says: what was due in between is stale.
          draft.putEntry('pauses', each.id, 'lifted', part, { at: Math.max(now, each.at), memberId });
    return ok({});
  },
});

export const pauseCommands = [pause, lift] as const;
