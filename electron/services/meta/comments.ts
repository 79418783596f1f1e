import { z } from 'zod';
import type { CallArgs, CallResult, PageAccount } from '#shared/bridge/contract.ts';
import { optionalText } from '#shared/channels/meta/items.ts';
import { given } from '#shared/lib/given.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok } from '#shared/lib/result.ts';
import { readAnswer } from './answers.ts';
import type { Graph, GraphRequest } from './graph.ts';

/** Reads Meta's id of a comment that was just written. */
export const writtenComment = z.looseObject({ id: z.string().min(1).max(512) }).transform(({ id }) => id);

/** Where an answer that everybody reads goes: it has another name on each channel. */
export function answerComment({ kind }: PageAccount, commentId: string, text: string): GraphRequest {
  const edge = kind === 'instagram' ? 'replies' : 'comments';
  return { path: `/${commentId}/${edge}`, body: { message: text } };
}

const doneSchema = z.looseObject({ success: z.literal(true) });
/** Meta's code for what it does not know, or no longer knows. */
const gone = 100;

/** Hides, shows or deletes; what is deleted twice is deleted. */
export async function changeComment(
  graph: Graph,
  account: PageAccount,
  { commentId, act }: { commentId: string; act: CallArgs<'channel.changeComment'>['do'] },
): Promise<Result<Record<string, never>>> {
  const path = `/${commentId}`;
  const field = account.kind === 'instagram' ? 'hide' : 'is_hidden';
  const request: GraphRequest =
    act === 'remove' ? { path, removes: true } : { path, body: { [field]: act === 'hide' } };
  const answer = await graph(account, request);
  const isGone = answer.ok && answer.value.outcome === 'refused' && answer.value.error.code === gone;
  if (act === 'remove' && isGone) return ok({});
  const read = readAnswer(answer, doneSchema);
  return read.ok ? ok({}) : read;
}

const longestExcerpt = 200;

const postSchema = z
  .looseObject({
    caption: optionalText,
    message: optionalText,
    permalink: optionalText,
    permalink_url: optionalText,
  })
  .transform(({ caption, message, permalink, permalink_url: url }) =>
    given({ permalink: linkOf(permalink ?? url), excerpt: beginning(caption ?? message) }),
  );

/** What a post says. That Meta does not tell is no fault: it may be somebody else's, or gone. */
export async function readPost(
  graph: Graph,
  account: PageAccount,
  postId: string,
): Promise<Result<CallResult<'channel.post'>>> {
  const fields = account.kind === 'instagram' ? 'caption,permalink' : 'message,permalink_url';
  const answer = readAnswer(await graph(account, { path: `/${postId}?fields=${fields}` }), postSchema);
  const isRefused = !answer.ok && /^channel\.(refused|not-permitted)$/.test(answer.error.code);
  return isRefused ? ok({}) : answer;
}

function linkOf(link: string | undefined): string | undefined {
  const isLink = link !== undefined && link.length <= 2000 && /^https?:\/\//.test(link);
  return isLink && z.url().safeParse(link).success ? link : undefined;
}

function beginning(text: string | undefined): string | undefined {
  const line = text?.replaceAll(/\s+/g, ' ').trim() ?? '';
  if (line === '') return undefined;
  return line.length <= longestExcerpt ? line : `${line.slice(0, longestExcerpt - 1).toWellFormed()}…`;
}
