import { z } from 'zod';
import type { Json } from '#shared/lib/json.ts';
import { cleanName } from '#shared/lib/clean-text.ts';
import { given } from '#shared/lib/given.ts';
import { optionalText } from '../items.ts';
import { metaMomentSchema } from '../moment.ts';
import type { MessageEvent, WebhookEvent } from '../../events.ts';

const idSchema = z.union([z.string().min(1), z.number()]).transform(String);
/** As it stands in an address of the Graph API. */
const commentIdSchema = idSchema.pipe(z.string().regex(/^[\w-]{1,200}$/));
const optionalId = idSchema.optional().catch(undefined);
const fromSchema = z
  .looseObject({ id: optionalId, username: optionalText, name: optionalText })
  .optional()
  .catch(undefined);

/** https://developers.facebook.com/docs/instagram-platform/webhooks#comments */
const instagramSchema = z.looseObject({
  id: commentIdSchema,
  from: fromSchema,
  text: optionalText,
  parent_id: commentIdSchema.optional().catch(undefined),
  media: z.looseObject({ id: commentIdSchema }),
});

/** https://developers.facebook.com/docs/graph-api/webhooks/reference/page/#feed */
const feedSchema = z.looseObject({
  item: z.literal('comment'),
  verb: z.string(),
  comment_id: commentIdSchema,
  post_id: commentIdSchema,
  parent_id: commentIdSchema.optional().catch(undefined),
  from: fromSchema,
  message: optionalText,
  created_time: metaMomentSchema.optional().catch(undefined),
  photo: optionalText,
  post: z.looseObject({ permalink_url: optionalText }).optional().catch(undefined),
});

interface Scope {
  channel: 'instagram' | 'messenger';
  accountId: string;
  at: number;
}

/** What both channels say of a comment. */
interface Said {
  commentId: string;
  postId: string;
  /** The comment that it answers; none where it stands under the post itself. */
  parentId?: string | undefined;
  from: z.infer<typeof fromSchema>;
  text?: string | undefined;
  at: number;
  photo?: string | undefined;
  permalink?: string | undefined;
  live?: true | undefined;
}

const longestText = 65_536;

/** What happened to a comment under a post. `undefined` where it is something else, or cannot be read. */
export function readComment(raw: Json, field: string, scope: Scope): WebhookEvent[] | undefined {
  const { channel, accountId } = scope;
  if (channel === 'instagram') {
    if (field !== 'comments' && field !== 'live_comments') return undefined;
    const comment = instagramSchema.safeParse(raw).data;
    if (comment === undefined) return undefined;
    const { id: commentId, media, parent_id: parentId, from, text } = comment;
    const live = field === 'live_comments' ? true : undefined;
    return written({ commentId, postId: media.id, parentId, from, text, at: scope.at, live }, scope);
  }
  const change = field === 'feed' ? feedSchema.safeParse(raw).data : undefined;
  if (change === undefined) return undefined;
  const { verb, comment_id: commentId, post_id: postId, parent_id: parent, message: text, ...rest } = change;
  const about = { channel, accountId, externalId: commentId };
  // A change is dated by its delivery; `created_time` stays that of the comment.
  switch (verb) {
    case 'add': {
      const parentId = parent === postId ? undefined : parent;
      const at = rest.created_time ?? scope.at;
      const permalink = rest.post?.permalink_url;
      return written(
        { commentId, postId, parentId, from: rest.from, text, at, photo: rest.photo, permalink },
        scope,
      );
    }
    case 'edit':
    case 'edited':
      return [{ kind: 'edit', ...about, at: scope.at, text: (text ?? '').slice(0, longestText) }];
    case 'remove':
      return [{ kind: 'revoke', ...about, at: scope.at }];
    case 'hide':
    case 'unhide':
      return [{ kind: 'seen', ...about, at: scope.at, by: verb === 'hide' ? 'nobody' : 'everybody' }];
    default:
      return undefined;
  }
}

/** What the business has written itself counts only as an answer. */
function written(said: Said, { channel, accountId }: Scope): WebhookEvent[] {
  const { commentId: externalId, parentId, from, at } = said;
  const base = { channel, accountId, at };
  const text = (said.text ?? '').slice(0, longestText);
  if (from?.id === accountId)
    return parentId === undefined
      ? []
      : [{ kind: 'ownComment', ...base, externalId: parentId, commentId: externalId, text }];
  return [
    {
      kind: 'message',
      ...base,
      externalId,
      customer: customerOf(from, { channel, accountId }),
      echo: false,
      ...contentOf(said),
      ...given({ replyTo: parentId }),
      under: { id: said.postId, ...given({ permalink: linkOf(said.permalink), live: said.live }) },
    },
  ];
}

function contentOf({ text, photo }: Said): Pick<MessageEvent, 'type' | 'text' | 'content'> {
  if (photo !== undefined) return { type: 'image', content: { url: photo }, ...(text && { text }) };
  // A sticker or an animation comes without words.
  return text ? { type: 'text', text: text.slice(0, longestText) } : { type: 'sticker' };
}

function customerOf(
  from: Said['from'],
  { channel, accountId }: Pick<Scope, 'channel' | 'accountId'>,
): MessageEvent['customer'] {
  if (from?.id === undefined) return {};
  const names = given({ name: cleanName(from.name), username: cleanName(from.username) });
  return { scoped: { channel, accountId, id: from.id.slice(0, 64) }, ...names };
}

function linkOf(permalink: string | undefined): string | undefined {
  const isLink = permalink !== undefined && permalink.length <= 2000 && /^https:\/\//i.test(permalink);
  return isLink && z.url().safeParse(permalink).success ? permalink : undefined;
}
