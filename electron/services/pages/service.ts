import { z } from 'zod';
import type { CallHandlers } from '#shared/bridge/bridge.ts';
import type { CallResult } from '#shared/bridge/contract.ts';
import { pageAction, pageTextMessage } from '#shared/channels/meta/pages/outbound.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok } from '#shared/lib/result.ts';
import { EgressRefusal } from '../egress/guard.ts';
import type { GraphOutcome, GraphRequest } from '../meta/graph.ts';
import { callGraph } from '../meta/graph.ts';
import { notAllowed, readAnswer } from '../meta/service.ts';

type PageHandlers = Pick<CallHandlers, 'pages.send' | 'pages.markRead' | 'pages.test' | 'pages.subscribe'>;

const sentSchema = z.looseObject({ message_id: z.string().min(1).max(512) });
const pageSchema = z.looseObject({ id: z.string(), name: z.string().optional() });
const doneSchema = z.looseObject({ success: z.literal(true) });
const seenSchema = z.looseObject({ recipient_id: z.string() });

/** What Plumbline wants to hear of: messages, and what happens to them. */
const subscribedFields = [
  'messages',
  'message_echoes',
  'message_reactions',
  'message_reads',
  'message_deliveries',
  'messaging_postbacks',
  'messaging_referrals',
];

/** Speaks to Meta's Graph API for a page: Messenger, and Instagram through the page that it belongs to. */
export function createPagesService(deps: {
  /** The guarded fetch of the purpose `channel.whatsapp`: Meta's Graph API is one for all its channels. */
  fetch: typeof globalThis.fetch;
  patience?: number;
}): PageHandlers {
  const { fetch, patience = 20_000 } = deps;

  /** Fails only where the egress guard refused: then nothing has left. */
  async function ask(request: GraphRequest): Promise<Result<GraphOutcome>> {
    try {
      return ok(await callGraph(fetch, request, patience));
    } catch (error) {
      if (error instanceof EgressRefusal) return notAllowed(error);
      throw error;
    }
  }

  return {
    async 'pages.send'({ account: { pageId, ...account }, ...message }) {
      const path = `/${pageId}/messages`;
      const answer = await ask({ ...account, method: 'POST', path, body: pageTextMessage(message) });
      return answer.ok ? ok(pageSendOutcome(answer.value)) : answer;
    },
    async 'pages.markRead'({ account: { pageId, ...account }, recipientId, typing = false }) {
      const path = `/${pageId}/messages`;
      const answer = await ask({
        ...account,
        method: 'POST',
        path,
        body: pageAction(recipientId, typing ? 'typing_on' : 'mark_seen'),
      });
      return readAnswer(answer, seenSchema, () => ({}));
    },
    async 'pages.test'({ account: { pageId, ...account }, id }) {
      const fields = id === pageId || id === 'me' ? 'name' : 'username';
      const answer = await ask({ ...account, method: 'GET', path: `/${id}?fields=${fields}` });
      return readAnswer(answer, pageSchema, ({ name, username }) => ({
        name: name ?? (typeof username === 'string' ? `@${username}` : id),
      }));
    },
    async 'pages.subscribe'({ account: { pageId, ...account } }) {
      const body = { subscribed_fields: subscribedFields.join(',') };
      const answer = await ask({ ...account, method: 'POST', path: `/${pageId}/subscribed_apps`, body });
      return readAnswer(answer, doneSchema, () => ({}));
    },
  };
}

/** What a send over a page came to. */
export function pageSendOutcome(answer: GraphOutcome): CallResult<'pages.send'> {
  if (answer.outcome === 'refused') return { outcome: 'refused', ...answer.error };
  if (answer.outcome === 'unreachable') return answer;
  if (answer.outcome === 'lost') return { outcome: 'unknown', reason: answer.reason };
  const sent = sentSchema.safeParse(answer.body).data;
  // A 200 without an id: Meta may have taken it, so it must not be sent again.
  if (sent === undefined) return { outcome: 'unknown', reason: 'Meta’s answer could not be read.' };
  return { outcome: 'accepted', externalId: sent.message_id };
}
