import { z } from 'zod';
import type { CallHandlers } from '#shared/bridge/bridge.ts';
import type { CallResult } from '#shared/bridge/contract.ts';
import { adviseOnSendError } from '#shared/channels/send-errors.ts';
import { readReceipt, textMessage } from '#shared/channels/meta/whatsapp/outbound.ts';
import { templateMessage } from '#shared/channels/meta/whatsapp/templates.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { EgressRefusal } from '../egress/guard.ts';
import type { GraphOutcome, GraphRequest } from './graph.ts';
import { callGraph } from './graph.ts';
import { readTemplates, templatePageSchema } from './templates.ts';

export interface WhatsappServiceDeps {
  /** The guarded fetch of the purpose `channel.whatsapp`. */
  fetch: typeof globalThis.fetch;
  /** How long to wait for an answer, in milliseconds. */
  patience?: number;
}

type WhatsappHandlers = Pick<
  CallHandlers,
  | 'whatsapp.send'
  | 'whatsapp.sendTemplate'
  | 'whatsapp.templates'
  | 'whatsapp.markRead'
  | 'whatsapp.test'
  | 'whatsapp.subscribe'
>;

const sentSchema = z.looseObject({
  messages: z.array(z.looseObject({ id: z.string().min(1).max(512) })).min(1),
});
const doneSchema = z.looseObject({ success: z.literal(true) });
const numberSchema = z.looseObject({
  display_phone_number: z.string(),
  verified_name: z.string().optional(),
});

/** Speaks to Meta's Graph API for one number at a time, with the token that each call brings along. */
export function createWhatsappService({ fetch, patience = 20_000 }: WhatsappServiceDeps): WhatsappHandlers {
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
    async 'whatsapp.send'({ account, ...message }) {
      const path = `/${account.phoneNumberId}/messages`;
      const answer = await ask({ ...account, method: 'POST', path, body: textMessage(message) });
      return answer.ok ? ok(sendOutcome(answer.value)) : answer;
    },
    async 'whatsapp.sendTemplate'({ account, ...message }) {
      const path = `/${account.phoneNumberId}/messages`;
      const answer = await ask({ ...account, method: 'POST', path, body: templateMessage(message) });
      return answer.ok ? ok(sendOutcome(answer.value)) : answer;
    },
    'whatsapp.templates': ({ account, businessAccountId }) =>
      readTemplates(async (path) => {
        const answer = await ask({ ...account, method: 'GET', path: `/${businessAccountId}/${path}` });
        return readAnswer(answer, templatePageSchema, (page) => page);
      }),
    async 'whatsapp.markRead'({ account, externalId, typing }) {
      const path = `/${account.phoneNumberId}/messages`;
      const answer = await ask({ ...account, method: 'POST', path, body: readReceipt(externalId, typing) });
      return readAnswer(answer, doneSchema, () => ({}));
    },
    async 'whatsapp.test'({ account }) {
      const path = `/${account.phoneNumberId}?fields=display_phone_number,verified_name`;
      const answer = await ask({ ...account, method: 'GET', path });
      return readAnswer(answer, numberSchema, ({ display_phone_number, verified_name }) => ({
        displayPhoneNumber: display_phone_number,
        ...(verified_name === undefined ? {} : { verifiedName: verified_name }),
      }));
    },
    async 'whatsapp.subscribe'({ account, businessAccountId, callbackUrl, verifyToken }) {
      const body = { override_callback_uri: callbackUrl, verify_token: verifyToken };
      const answer = await ask({
        ...account,
        method: 'POST',
        path: `/${businessAccountId}/subscribed_apps`,
        body,
      });
      return readAnswer(answer, doneSchema, () => ({}));
    },
  };
}

/** What a send came to. */
export function sendOutcome(answer: GraphOutcome): CallResult<'whatsapp.send'> {
  if (answer.outcome === 'refused') return { outcome: 'refused', ...answer.error };
  if (answer.outcome === 'unreachable') return answer;
  if (answer.outcome === 'lost') return { outcome: 'unknown', reason: answer.reason };
  const sent = sentSchema.safeParse(answer.body).data?.messages[0];
  // A 200 without an id: Meta may have taken it, so it must not be sent again.
  if (sent === undefined) return { outcome: 'unknown', reason: 'Meta’s answer could not be read.' };
  return { outcome: 'accepted', externalId: sent.id };
}

/** For calls that may simply be made again: everything but the expected answer is a problem. */
export function readAnswer<Answer, Value>(
  answer: Result<GraphOutcome>,
  schema: z.ZodType<Answer>,
  pick: (answer: Answer) => Value,
): Result<Value> {
  if (!answer.ok) return answer;
  const { value } = answer;
  if (value.outcome === 'refused') return refused(value.error.code, value.error.details ?? value.error.title);
  if (value.outcome !== 'answered')
    return problem('whatsapp.unreachable', value.reason, 'Check your connection and try again.');
  const parsed = schema.safeParse(value.body);
  if (parsed.success) return ok(pick(parsed.data));
  return problem('whatsapp.unreadable', 'Meta’s answer could not be read.', 'Check the Graph API address.');
}

function refused(code: number, details: string): Result<never> {
  const said = `Meta says: ${details}`;
  // Token and permissions are told by the same codes on all channels.
  if (adviseOnSendError({ code }, 'whatsapp').reaction === 'reconnect')
    return problem('whatsapp.not-permitted', 'Meta does not accept the access token.', said);
  return problem('whatsapp.refused', `Meta refused the request (code ${code}).`, said);
}

export function notAllowed(refusal: EgressRefusal): Result<never> {
  return problem(
    'egress.refused',
    `Nothing was sent to Meta. ${refusal.message}`,
    'Check the Graph API address in Settings → Channels.',
  );
}
