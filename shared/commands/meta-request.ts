import { dayOf } from '#shared/domain/day.ts';
import { privacyRequestSchema } from '#shared/domain/privacy-request.ts';
import { contentId } from '#shared/lib/hash.ts';
import { ok } from '#shared/lib/result.ts';
import { defineCommand } from './command.ts';

const noteDeletion = defineCommand({
  name: 'request.noteDeletion',
  title: 'Note a deletion request',
  /** `code`: what the relay has named the request by, to the person too. */
  args: privacyRequestSchema.shape.meta.unwrap(),
  undoable: false,
  internal: true,
  run(draft, { code, userId }, { now, memberId }) {
    const id = metaRequestId(code);
    if (draft.get('privacyRequests', id) !== undefined) return ok({ id });
    const { timeZone = 'UTC', country = 'GB' } = draft.get('business', 'business') ?? {};
    draft.create('privacyRequests', {
      id,
      kind: 'erasure',
      country,
      receivedOn: dayOf(now, timeZone),
      by: 'form',
      createdAt: now,
      memberId,
      meta: { code, userId },
    });
    return ok({ id });
  },
});

/** The same on every device. */
export function metaRequestId(code: string): string {
  return contentId(['deletion request', code]);
}

export const metaRequestCommands = [noteDeletion] as const;
