import { z } from 'zod';
import {
  type BusySpan,
  busyTimesSchema,
  calendarFeedSchema,
  feedAddress,
  feedProblemSchema,
  mostSpans,
  spanKey,
} from '#shared/domain/calendar-feed.ts';
import { idSchema, momentSchema } from '#shared/domain/common.ts';
import { ok, problem, type Result } from '#shared/lib/result.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { replaceEntries } from '#shared/records/replace-entries.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import { defineCommand } from './command.ts';

const { name, url } = calendarFeedSchema.shape;
const span = busyTimesSchema.shape.spans.unwrap().valueType;

const missing = problem('feed.missing', 'This calendar is no longer there.');

const add = defineCommand({
  name: 'feed.add',
  title: 'Follow calendar',
  args: z.strictObject({
    staffId: idSchema,
    name: name.trim().min(1),
    url: z.preprocess((text) => (typeof text === 'string' ? feedAddress(text) : text), url),
  }),
  undoable: true,
  run(draft, { staffId, ...fields }, { newId, now }) {
    if (!canBeScheduled(draft, staffId))
      return problem('feed.no-staff', 'They are not scheduled any more.', 'Choose somebody else.');
    const same = [...draft.all('calendarFeeds')].find(
      (feed) => feed.url === fields.url && feed.staffId === staffId,
    );
    if (same !== undefined) return ok({ id: same.id });
    const id = newId();
    draft.create('calendarFeeds', { id, createdAt: now, staffId, ...fields });
    return ok({ id });
  },
});

const remove = defineCommand({
  name: 'feed.remove',
  title: 'Stop following calendar',
  args: z.strictObject({ id: idSchema }),
  undoable: true,
  run(draft, { id }) {
    if (draft.get('calendarFeeds', id) === undefined) return missing;
    draft.remove('calendarFeeds', id);
    if (draft.get('busyTimes', id) !== undefined) draft.remove('busyTimes', id);
    return ok({ id });
  },
});

/** So long the moment of the last reading may be behind: it is written seldom, as nothing else may have changed. */
const readingMilliseconds = 12 * 3_600_000;

/** What is busy by a calendar now; without effect where that is known. */
const noteRead = defineCommand({
  name: 'feed.noteRead',
  title: 'Read calendar',
  args: z.strictObject({ id: idSchema, spans: z.array(span).max(mostSpans).optional() }),
  undoable: false,
  internal: true,
  run(draft, { id, spans }, { now }) {
    const known = busyOf(draft, id);
    if (!known.ok) return known;
    const before = draft.get('busyTimes', id)!;
    const isKnown = spans === undefined || !isOther(before.spans, spans);
    if (!isKnown)
      replaceEntries(
        draft,
        'busyTimes',
        id,
        'spans',
        Object.fromEntries(spans.map((each) => [spanKey(each), each])),
      );
    if (before.problem !== undefined) draft.unset('busyTimes', id, 'problem');
    if (!isKnown || before.problem !== undefined || now - (before.readAt ?? 0) > readingMilliseconds)
      draft.patch('busyTimes', id, { readAt: now });
    return ok({ id });
  },
});

/** Nothing is written where the same is known, so that a calendar that is away for days is told of once. */
const noteProblem = defineCommand({
  name: 'feed.noteProblem',
  title: 'Note that a calendar cannot be read',
  args: z.strictObject({ id: idSchema, kind: feedProblemSchema, at: momentSchema }),
  undoable: false,
  internal: true,
  run(draft, { id, kind, at }) {
    const known = busyOf(draft, id);
    if (!known.ok) return known;
    const before = draft.get('busyTimes', id)!.problem;
    if (before?.kind !== kind)
      draft.patch('busyTimes', id, { problem: { kind, since: before?.since ?? at } });
    return ok({ id });
  },
});

/** What was read of calendars that nobody follows any more goes: one device took them out while another read. */
const forget = defineCommand({
  name: 'feed.forget',
  title: 'Forget calendar',
  args: z.strictObject({ id: idSchema }),
  undoable: false,
  internal: true,
  run(draft, { id }) {
    if (draft.get('calendarFeeds', id) === undefined && draft.get('busyTimes', id) !== undefined)
      draft.remove('busyTimes', id);
    return ok({ id });
  },
});

function busyOf(draft: RecordWriter, id: string): Result<void> {
  const feed = draft.get('calendarFeeds', id);
  if (feed === undefined) return missing;
  const { staffId, name: called } = feed;
  if (draft.get('busyTimes', id) === undefined) draft.create('busyTimes', { id, staffId, name: called });
  return ok();
}

function isOther(before: Record<string, BusySpan> = {}, spans: readonly BusySpan[]): boolean {
  const keys = new Set(spans.map(spanKey));
  return keys.size !== Object.keys(before).length || Object.keys(before).some((key) => !keys.has(key));
}

function canBeScheduled(records: RecordReader, staffId: string): boolean {
  return records.get('staff', staffId) !== undefined || records.get('members', staffId) !== undefined;
}

export const calendarFeedCommands = [add, remove, noteRead, noteProblem, forget] as const;
