import { z } from 'zod';
import type { PageAccount } from '#shared/bridge/contract.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok } from '#shared/lib/result.ts';
import { readAnswer } from './answers.ts';
import type { Graph } from './graph.ts';
import { messagingFields } from './pages.ts';

const appSchema = z.looseObject({ id: z.string().regex(/^\d{1,32}$/) });
const doneSchema = z.looseObject({ success: z.literal(true) });

/** Of Instagram's messages Meta has fewer fields; its comments are these two. */
const instagramFields = [
  'messages',
  'message_reactions',
  'messaging_seen',
  'messaging_postbacks',
  'messaging_referral',
  'comments',
  'live_comments',
];

/**
 * Tells the owner's app where to deliver what happens on its pages, or on their Instagram accounts: once for the app,
 * with the app's own token, which is its id and its secret. https://developers.facebook.com/docs/graph-api/webhooks
 */
export async function subscribeApp(
  graph: Graph,
  account: PageAccount,
  appSecret: string,
  webhook: { callbackUrl: string; verifyToken: string },
): Promise<Result<void>> {
  const app = readAnswer(await graph(account, { path: '/app?fields=id' }), appSchema);
  if (!app.ok) return app;
  const { id } = app.value;
  const isInstagram = account.kind === 'instagram';
  const body = {
    object: isInstagram ? 'instagram' : 'page',
    callback_url: webhook.callbackUrl,
    verify_token: webhook.verifyToken,
    fields: (isInstagram ? instagramFields : [...messagingFields, 'feed']).join(','),
    include_values: true,
  };
  const access = { graphUrl: account.graphUrl, accessToken: `${id}|${appSecret}` };
  const answer = readAnswer(await graph(access, { path: `/${id}/subscriptions`, body }), doneSchema);
  return answer.ok ? ok() : answer;
}
