import { z } from 'zod';
import type { Json } from '#shared/lib/json.ts';
import { cleanName } from '#shared/lib/clean-text.ts';
import { optionalText } from '../items.ts';
import { metaMomentSchema } from '../moment.ts';
import { keptRaw } from '../plain.ts';
import type { AccountEvent } from '../../events.ts';

const id = z.union([z.string(), z.number()]).transform(String).optional().catch(undefined);

const publicEventSchema = z.looseObject({
  from: z.looseObject({ id, username: optionalText, name: optionalText }).optional().catch(undefined),
  /** Instagram’s word and Facebook’s. */
  text: optionalText,
  message: optionalText,
  item: optionalText,
  verb: optionalText,
  media_id: id,
  comment_id: id,
  created_time: metaMomentSchema.optional().catch(undefined),
});
type PublicEvent = z.infer<typeof publicEventSchema>;

/** Changes of a page or an Instagram account that are about what is seen by everybody. */
const publicFields = new Set([
  'comments',
  'live_comments',
  'mentions',
  'mention',
  'feed',
  'likes',
  'reactions',
  'ratings',
]);

/** As much of somebody's words as stands in one line of the report. */
const longestWords = 1500;

/**
 * What happened under the posts of a page: what somebody wrote there is told in full; likes and the like are
 * many and ask for nothing, so only the last of each kind is kept. `undefined` where it is something else.
 */
export function readPublicEvent(
  raw: Json,
  field: string,
  { channel, accountId, at }: { channel: 'instagram' | 'messenger'; accountId: string; at: number },
): AccountEvent | undefined {
  const event = publicFields.has(field) ? publicEventSchema.safeParse(raw).data : undefined;
  if (event === undefined) return undefined;
  const summary = event.from?.id === accountId ? undefined : written(event, field);
  const base = { kind: 'accountEvent', channel, at: event.created_time ?? at, severity: 'info' } as const;
  const name = `${channel}.${field}`;
  if (summary !== undefined) return { ...base, field: name, summary, raw: keptRaw(raw) };
  const kind = cleanName(event.item, 40);
  return {
    ...base,
    field: kind === undefined ? name : `${name}.${kind}`,
    summary: `Something happened under your posts${kind === undefined ? '' : `: ${kind}`}. Only the last of its kind is kept.`,
    raw: keptRaw(raw),
    onlyLast: true,
  };
}

/** What somebody wrote where everybody reads it, in words for the owner. */
function written({ from, text: own, message, item, verb }: PublicEvent, field: string): string | undefined {
  const words = (own ?? message)?.trim();
  const who = cleanName(from?.username ?? from?.name) ?? 'Somebody';
  if (field === 'mentions' || field === 'mention')
    return `${who} mentioned you${quoted(words)}. Answer it in the app.`;
  if (words === undefined || words === '' || verb === 'remove' || verb === 'hide') return undefined;
  if (
    field === 'feed' &&
    item !== undefined &&
    !['comment', 'post', 'status', 'photo', 'video'].includes(item)
  )
    return undefined;
  return `${who} wrote under your posts${quoted(words)}. Answer it in the app.`;
}

function quoted(words: string | undefined): string {
  if (words === undefined || words === '') return '';
  const short = words.length > longestWords ? `${words.slice(0, longestWords).toWellFormed()}…` : words;
  return `: “${short}”`;
}
