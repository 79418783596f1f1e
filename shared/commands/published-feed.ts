import { z } from 'zod';
import { idSchema } from '#shared/domain/common.ts';
import { feedFields, publishedFeedId, publishedFeedSchema } from '#shared/domain/published-feed.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { replaceEntries } from '#shared/records/replace-entries.ts';
import { defineCommand } from './command.ts';

const { words } = publishedFeedSchema.shape;
const address = publishedFeedSchema.shape.address.unwrap();

const missing = problem('feed.missing', 'This calendar is no longer there.');

const publish = defineCommand({
  name: 'feed.publish',
  title: 'Publish calendar for a phone',
  args: z.strictObject({
    staffId: idSchema,
    /** A new one, of chance; the one before is withdrawn. */
    address: address.optional(),
    fields: z.array(z.enum(feedFields)),
    words,
  }),
  // Undone it would be back at an address that was taken away from somebody.
  undoable: false,
  run(draft, { staffId, address: wanted, fields, words: said }, { now }) {
    if (draft.get('staff', staffId) === undefined && draft.get('members', staffId) === undefined)
      return problem('feed.no-staff', 'They are not scheduled any more.', 'Choose somebody else.');
    const id = publishedFeedId(staffId);
    const before = draft.get('publishedFeeds', id);
    if (before === undefined) draft.create('publishedFeeds', { id, createdAt: now, staffId, words: said });
    else draft.patch('publishedFeeds', id, { words: said });
    if (wanted !== undefined) {
      if (before?.address !== undefined && before.address !== wanted)
        draft.putEntry('publishedFeeds', id, 'withdrawn', before.address, true);
      draft.patch('publishedFeeds', id, { address: wanted });
    }
    const chosen = Object.fromEntries(fields.map((field) => [field, true as const]));
    replaceEntries(draft, 'publishedFeeds', id, 'fields', chosen);
    return ok({ id });
  },
});

const withdraw = defineCommand({
  name: 'feed.withdraw',
  title: 'Withdraw calendar for a phone',
  args: z.strictObject({ id: idSchema }),
  undoable: false,
  run(draft, { id }) {
    const feed = draft.get('publishedFeeds', id);
    if (feed === undefined) return missing;
    if (feed.address === undefined) return ok({ id });
    draft.putEntry('publishedFeeds', id, 'withdrawn', feed.address, true);
    draft.unset('publishedFeeds', id, 'address');
    return ok({ id });
  },
});

/** The relay has forgotten an address. */
const noteWithdrawn = defineCommand({
  name: 'feed.noteWithdrawn',
  title: 'Note that a calendar is withdrawn',
  args: z.strictObject({ id: idSchema, address }),
  undoable: false,
  internal: true,
  run(draft, { id, address: gone }) {
    if (draft.get('publishedFeeds', id)?.withdrawn?.[gone] === undefined) return ok({ id });
    draft.removeEntry('publishedFeeds', id, 'withdrawn', gone);
    return ok({ id });
  },
});

export const publishedFeedCommands = [publish, withdraw, noteWithdrawn] as const;
