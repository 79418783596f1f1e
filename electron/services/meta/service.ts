import { z } from 'zod';
import type { CallHandlers } from '#shared/bridge/bridge.ts';
import type { CallResult, ChannelAccount } from '#shared/bridge/contract.ts';
import { templateMessage } from '#shared/channels/meta/whatsapp/templates.ts';
import type { JsonObject } from '#shared/lib/json.ts';
import type { Problem, Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { readAnswer, sendOutcome } from './answers.ts';
import { answerComment, changeComment, readPost, writtenComment } from './comments.ts';
import { dialectOf } from './dialect.ts';
import { discover } from './discover.ts';
import { createGraph } from './graph.ts';
import { createMetaMedia } from './media.ts';
import { nameSchema } from './pages.ts';
import { readProfile } from './profile.ts';
import { subscribeApp } from './subscribe-app.ts';
import { readTemplates, templatePageSchema } from './templates.ts';

export interface MetaServiceDeps {
  /** The guarded fetch of the purpose `channel.meta`. */
  fetch: typeof globalThis.fetch;
  /** The guarded fetch of the purpose `channel.files`, which never gets a token. */
  fetchFile: typeof globalThis.fetch;
  /** How long to wait for an answer, in milliseconds. */
  patience?: number | undefined;
}

type ChannelHandlers = Pick<CallHandlers, Extract<keyof CallHandlers, `channel.${string}`>>;

/** Speaks to Meta's Graph API for one account at a time, with the token that each call brings along. */
export function createMetaService({ fetch, fetchFile, patience = 20_000 }: MetaServiceDeps): ChannelHandlers {
  const graph = createGraph({ fetch, patience });

  async function send(
    account: ChannelAccount,
    body: JsonObject | undefined,
  ): Promise<Result<CallResult<'channel.send'>>> {
    if (body === undefined)
      return problem('egress.wrong-channel', 'This customer cannot be reached over this channel.');
    const { messages, sent } = dialectOf(account);
    const answer = await graph(account, { path: messages, body });
    return answer.ok ? ok(sendOutcome(answer.value, sent)) : answer;
  }

  return {
    'channel.send': ({ account, ...message }) => send(account, dialectOf(account).text(message)),
    'channel.sendChoice': ({ account, ...message }) => send(account, dialectOf(account).choice(message)),
    'channel.sendTemplate': ({ account, ...message }) => send(account, templateMessage(message)),
    'channel.sendMedia': ({ account, ...message }) => send(account, dialectOf(account).file(message)),
    async 'channel.markRead'({ account, ...read }) {
      const { messages, receipt, receiptTaken } = dialectOf(account);
      const body = receipt(read);
      // Nobody is there to be told.
      if (body === undefined) return ok({});
      return done(readAnswer(await graph(account, { path: messages, body }), receiptTaken));
    },
    'channel.answerComment': async ({ account, commentId, text }) => {
      const answer = await graph(account, answerComment(account, commentId, text));
      return answer.ok ? ok(sendOutcome(answer.value, writtenComment)) : answer;
    },
    'channel.changeComment': ({ account, commentId, do: act }) =>
      changeComment(graph, account, { commentId, act }),
    'channel.post': ({ account, postId }) => readPost(graph, account, postId),
    'channel.profile': ({ account, scopedId }) => readProfile(graph, account, scopedId),
    async 'channel.test'({ account, part }) {
      const token = { path: '/me?fields=name', name: nameSchema };
      const { path, name } = part === 'token' ? token : dialectOf(account).about;
      const answer = readAnswer(await graph(account, { path }), name);
      return answer.ok ? ok({ name: answer.value }) : answer;
    },
    'channel.discover': (access) => discover(graph, access),
    async 'channel.subscribe'({ account, appSecret, ...webhook }) {
      // The app delivers of no page before it knows where to.
      const app =
        account.kind === 'whatsapp' ? undefined : await subscribeApp(graph, account, appSecret, webhook);
      const answer = await graph(account, dialectOf(account).subscription(webhook));
      const read = readAnswer(answer, subscribedSchema);
      return read.ok ? ok(app === undefined || app.ok ? {} : { byHand: wordsOf(app.error) }) : read;
    },
    async 'channel.askPhone'({ account, what }) {
      const body = { messaging_product: 'whatsapp', sync_type: syncTypes[what] };
      const answer = await graph(account, { path: `/${account.phoneNumberId}/smb_app_data`, body });
      return done(readAnswer(answer, z.looseObject({})));
    },
    'channel.unsubscribe': async ({ account }) =>
      done(readAnswer(await graph(account, dialectOf(account).unsubscription), subscribedSchema)),
    'channel.templates': ({ account }) =>
      readTemplates(async (path) =>
        readAnswer(
          await graph(account, { path: `/${account.businessAccountId}/${path}` }),
          templatePageSchema,
        ),
      ),
    async 'channel.submitTemplate'({ account, template }) {
      const path = `/${account.businessAccountId}/message_templates`;
      const body = { ...template, components: template.components as JsonObject[] };
      const answer = readAnswer(await graph(account, { path, body }), submittedSchema);
      if (!answer.ok) return answer;
      const { id, status, category } = answer.value;
      return ok({ externalId: id, status, ...(category !== undefined && { category }) });
    },
    ...createMetaMedia({ graph, fetch, fetchFile, patience }),
  };
}

const submittedSchema = z.looseObject({
  id: z.union([z.string(), z.number()]).transform(String),
  status: z.string().max(40),
  category: z.string().max(40).optional(),
});

/** What Meta calls what a phone hands over. */
const syncTypes = { history: 'history', contacts: 'smb_app_state_sync' } as const;

const subscribedSchema = z.looseObject({ success: z.literal(true) });

function wordsOf({ message, remedy }: Problem): string {
  return [message, remedy].filter(Boolean).join(' ').slice(0, 500).toWellFormed();
}

function done(answer: Result<unknown>): Result<Record<string, never>> {
  return answer.ok ? ok({}) : answer;
}
