import { randomInt } from 'node:crypto';
import { type Deliveries, metaJson } from './deliveries.ts';
import type { Answer } from './http.ts';

type PageObject = 'page' | 'instagram';

/** A comment as everybody sees it under its post. */
export interface PublicComment {
  id: string;
  object: PageObject;
  postId: string;
  /** The comment that it answers; none where it stands under the post itself. */
  parentId?: string | undefined;
  /** Who wrote it; the business itself where it is one of its own ids. */
  from: { id: string; name: string };
  text: string;
  /** Epoch milliseconds. */
  at: number;
  isHidden: boolean;
  isDeleted: boolean;
}

/** What somebody writes under a post. `object`: where. */
export interface WrittenComment {
  object: PageObject;
  postId: string;
  from: { id: string; name: string };
  text: string;
  parentId?: string;
  at?: number;
  live?: boolean;
}

/** Posts of the page and of its Instagram account, and what stands under them. */
export interface Comments {
  readonly all: readonly PublicComment[];
  /** What posts say, by their ids. */
  readonly posts: Map<string, { words: string; permalink: string }>;
  /** What was written to commenters alone. */
  readonly privately: readonly { commentId: string; text: string }[];
  /** Somebody writes under a post; gives the id of the comment when the delivery was taken. */
  writes(comment: WrittenComment): Promise<string>;
  /** Its writer changes a comment; only a page tells of it. */
  edits(id: string, text: string): Promise<void>;
  /** Its writer deletes a comment; only a page tells of it. */
  removes(id: string): Promise<void>;
  /** Codes that the next changes and public answers are refused with, one each. */
  readonly failures: number[];
  /** Takes a request about a comment or a post; `undefined` where it is about something else. */
  answer(method: string, path: string, body: unknown): Answer | { code: number; details: string } | undefined;
  /** Takes a message to whoever wrote a comment: its writer, or why it is refused. */
  writePrivately(commentId: string, text: string): { person: string } | { code: number };
}

const week = 7 * 24 * 60 * 60 * 1000;

export function createComments(deps: {
  pageId: string;
  instagramId: string;
  deliveries: Deliveries;
  now(): number;
}): Comments {
  const { pageId, instagramId, deliveries, now } = deps;
  const all: PublicComment[] = [];
  const posts: Comments['posts'] = new Map();
  const privately: { commentId: string; text: string }[] = [];
  const failures: number[] = [];
  const ownId = (object: PageObject) => (object === 'page' ? pageId : instagramId);
  const find = (id: string) => all.find((one) => one.id === id && !one.isDeleted);

  function tell(object: PageObject, field: string, value: object): Promise<void> {
    const time = object === 'page' ? now() : Math.floor(now() / 1000);
    return deliveries.sendRaw(
      metaJson({ object, entry: [{ id: ownId(object), time, changes: [{ field, value }] }] }),
    );
  }

  function tellOfPage(verb: string, { id, postId, parentId, from, text, at }: PublicComment): Promise<void> {
    const link = posts.get(postId)?.permalink;
    return tell('page', 'feed', {
      item: 'comment',
      verb,
      comment_id: id,
      post_id: postId,
      parent_id: parentId ?? postId,
      from,
      created_time: Math.floor(at / 1000),
      ...(verb !== 'remove' && { message: text }),
      ...(link !== undefined && {
        post: { id: postId, permalink_url: link, status_type: 'mobile_status_update' },
      }),
    });
  }

  function add(comment: Omit<PublicComment, 'id' | 'isHidden' | 'isDeleted'>): PublicComment {
    const number = String(randomInt(1e12, 9e12));
    const id = comment.object === 'page' ? `${comment.postId.split('_').at(-1)}_${number}` : `179${number}`;
    const added = { ...comment, id, isHidden: false, isDeleted: false };
    all.push(added);
    return added;
  }

  function told(comment: PublicComment, live = false): Promise<void> {
    const { object, id, from, text, parentId, postId } = comment;
    if (object === 'page') return tellOfPage('add', comment);
    return tell('instagram', live ? 'live_comments' : 'comments', {
      id,
      from: { id: from.id, username: from.name },
      text,
      media: { id: postId, media_product_type: live ? 'LIVE' : 'FEED' },
      ...(parentId !== undefined && { parent_id: parentId }),
    });
  }

  /** Answers stand one level deep on Instagram: an answer to an answer is refused there. */
  function answerTo(comment: PublicComment, edge: string, body: unknown) {
    const { object, postId, parentId } = comment;
    if (edge !== (object === 'page' ? 'comments' : 'replies')) return { code: 100, details: 'Unknown edge' };
    const text = (body as { message?: unknown } | undefined)?.message;
    if (typeof text !== 'string' || text === '') return { code: 100, details: 'message is missing' };
    if (object === 'instagram' && parentId !== undefined)
      return { code: 100, details: 'Only comments under the media itself can be answered' };
    const from = { id: ownId(object), name: 'Sample Plumbing' };
    const added = add({ object, postId, parentId: comment.id, from, text, at: now() });
    // Meta tells a business of its own comments as well.
    void told(added);
    return { status: 200, body: { id: added.id } };
  }

  function change(comment: PublicComment, body: unknown) {
    const field = comment.object === 'page' ? 'is_hidden' : 'hide';
    const wanted = (body as Record<string, unknown> | undefined)?.[field];
    if (typeof wanted !== 'boolean') return { code: 100, details: `${field} is missing` };
    comment.isHidden = wanted;
    if (comment.object === 'page') void tellOfPage(wanted ? 'hide' : 'unhide', comment);
    return { status: 200, body: { success: true } };
  }

  function remove(comment: PublicComment) {
    if (comment.from.id !== ownId(comment.object)) return { code: 200, details: 'Not your comment' };
    comment.isDeleted = true;
    if (comment.object === 'page') void tellOfPage('remove', comment);
    return { status: 200, body: { success: true } };
  }

  return {
    all,
    posts,
    privately,
    failures,
    async writes({ live, at = now(), ...written }) {
      const comment = add({ ...written, at });
      await told(comment, live);
      return comment.id;
    },
    async edits(id, text) {
      const comment = find(id)!;
      comment.text = text;
      if (comment.object === 'page') await tellOfPage('edited', comment);
    },
    async removes(id) {
      const comment = find(id)!;
      comment.isDeleted = true;
      if (comment.object === 'page') await tellOfPage('remove', comment);
    },
    answer(method, path, body) {
      const [id = '', edge] = path.split('/');
      const post = posts.get(id);
      if (method === 'GET' && post !== undefined) {
        const { words, permalink } = post;
        return {
          status: 200,
          body: { id, caption: words, message: words, permalink, permalink_url: permalink },
        };
      }
      if (!all.some((one) => one.id === id)) return undefined;
      const comment = find(id);
      if (comment === undefined) return { code: 100, details: 'Object does not exist' };
      const code = failures.shift();
      if (code !== undefined) return { code, details: 'Asked to fail' };
      if (method === 'DELETE') return remove(comment);
      if (method !== 'POST') return undefined;
      return edge === undefined ? change(comment, body) : answerTo(comment, edge, body);
    },
    writePrivately(commentId, text) {
      const comment = find(commentId);
      if (comment === undefined) return { code: 100 };
      if (privately.some((one) => one.commentId === commentId)) return { code: 10_900 };
      if (now() - comment.at > week) return { code: 10 };
      privately.push({ commentId, text });
      return { person: comment.from.id };
    },
  };
}
