import { z } from 'zod';
import { noticeSchema } from '#shared/domain/notice.ts';
import { proven } from '#shared/domain/proven.ts';
import { ok } from '#shared/lib/result.ts';
import { defineCommand } from './command.ts';

const { country, language, text, asks, madeFrom } = noticeSchema.shape;

/** A version is never changed: the next one takes its place, and what was agreed to under it stays readable. */
const publish = defineCommand({
  name: 'notice.publish',
  title: 'Put a privacy notice in use',
  args: z.strictObject({ country, language, text: text.trim().min(1), asks, madeFrom }),
  undoable: false,
  run(draft, notice, { now, memberId, newId }) {
    const made = proven({ ...notice, at: now, memberId, salt: newId() });
    draft.create('notices', made);
    return ok({ id: made.id });
  },
});

export const noticeCommands = [publish] as const;
