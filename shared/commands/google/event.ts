import { z } from 'zod';
import { idSchema } from '#shared/domain/common.ts';
import { googleCalendarSchema, googleFields, mostBusyCalendars } from '#shared/domain/google.ts';
import { type GoogleEventState, googleEventStateSchema } from '#shared/domain/google-event.ts';
import { ok, problem, type Result } from '#shared/lib/result.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import { removed } from '#shared/google/merge.ts';
import { defineCommand } from '../command.ts';
import { removeVisitAt, rescheduleVisitAt } from '../visit.ts';
import { moveBlock, removeBlock } from '../time-block.ts';
import { findLink } from './link.ts';

const state = googleEventStateSchema;

/** What an event says, what becomes of what is moved there, and which calendars keep time free. */
const choose = defineCommand({
  name: 'google.choose',
  title: 'Choose what stands at Google',
  args: z.strictObject({
    id: idSchema,
    fields: z.array(z.enum(googleFields)).optional(),
    takesAtOnce: z.boolean().optional(),
    busyCalendars: z.array(googleCalendarSchema).min(1).max(mostBusyCalendars).optional(),
  }),
  undoable: true,
  run(draft, { id, fields, takesAtOnce, busyCalendars }) {
    const found = findLink(draft, id);
    if (!found.ok) return found;
    const calendars = busyCalendars?.map((calendar) => [calendar.id, { name: calendar.name }]);
    const chosen = fields && Object.fromEntries(fields.map((field) => [field, true as const]));
    draft.assign('googleLinks', id, {
      ...(chosen !== undefined && { fields: chosen }),
      ...(calendars !== undefined && { busyCalendars: Object.fromEntries(calendars) }),
      ...(takesAtOnce !== undefined && { takesAtOnce: takesAtOnce || undefined }),
    });
    return ok({ id });
  },
});

/** The calendar that was made there; left out where it is there no more. */
const noteCalendar = defineCommand({
  name: 'google.noteCalendar',
  title: 'Note the calendar at Google',
  args: z.strictObject({ id: idSchema, calendarId: z.string().max(300).optional() }),
  undoable: false,
  internal: true,
  run(draft, { id, calendarId }) {
    const found = findLink(draft, id);
    if (!found.ok) return found;
    draft.assign('googleLinks', id, { calendarId });
    return ok({ id });
  },
});

/** How far an event has come: noted before it is made, so that none is there of which nothing is known. */
const noteEvent = defineCommand({
  name: 'google.noteEvent',
  title: 'Note an event at Google',
  args: z.strictObject({
    ...state.pick({ id: true, linkId: true, calendarId: true, of: true }).shape,
    ...state.pick({ subjectId: true, plannedFor: true, generation: true }).shape,
    isMade: z.boolean(),
    asks: state.shape.asks,
    refused: state.shape.refused,
  }),
  undoable: false,
  internal: true,
  run(draft, { id, isMade, asks, refused, ...args }, { now }) {
    const before = draft.get('googleEvents', id);
    const madeAt = isMade ? (before?.madeAt ?? now) : undefined;
    if (before === undefined) draft.create('googleEvents', { id, ...args });
    const { calendarId, generation } = args;
    draft.assign('googleEvents', id, { calendarId, generation, madeAt, asks, refused });
    return ok({ id });
  },
});

const forgetEvent = defineCommand({
  name: 'google.forgetEvent',
  title: 'Forget an event at Google',
  args: z.strictObject({ id: idSchema }),
  undoable: false,
  internal: true,
  run(draft, { id }) {
    if (draft.get('googleEvents', id) !== undefined) draft.remove('googleEvents', id);
    return ok({ id });
  },
});

const missingEvent = problem('google.nothing-asked', 'This has settled itself meanwhile.');

/** What was changed at Google counts here. */
const accept = defineCommand({
  name: 'google.accept',
  title: 'Take over from Google',
  args: z.strictObject({ id: idSchema }),
  undoable: true,
  run(draft, { id }) {
    const event = draft.get('googleEvents', id);
    if (event?.asks === undefined) return missingEvent;
    const done = follow(draft, event);
    if (!done.ok) return done;
    draft.unset('googleEvents', id, 'asks');
    return ok({ id });
  },
});

/** It stays as it is here, and is put back at Google. */
const refuse = defineCommand({
  name: 'google.refuse',
  title: 'Put back at Google',
  args: z.strictObject({ id: idSchema }),
  undoable: false,
  run(draft, { id }) {
    const { asks } = draft.get('googleEvents', id) ?? {};
    if (asks === undefined) return missingEvent;
    draft.assign('googleEvents', id, {
      asks: undefined,
      refused: asks.kind === 'removed' ? removed : asks.key,
    });
    return ok({ id });
  },
});

function follow(draft: RecordWriter, { of, subjectId, asks }: GoogleEventState): Result<unknown> {
  if (of === 'timeBlocks') {
    if (asks?.kind === 'moved') return moveBlock(draft, subjectId, spanOf(asks));
    return removeBlock(draft, subjectId);
  }
  const jobId = draft.get('visits', subjectId)?.jobId ?? '';
  if (asks?.kind === 'moved') return rescheduleVisitAt(draft, jobId, subjectId, spanOf(asks));
  return removeVisitAt(draft, jobId, subjectId);
}

function spanOf({ start, end, anyTime }: { start: number; end: number; anyTime?: true | undefined }) {
  return { start, end, ...(anyTime && { anyTime }) };
}

export const googleEventCommands = [choose, noteCalendar, noteEvent, forgetEvent, accept, refuse] as const;
