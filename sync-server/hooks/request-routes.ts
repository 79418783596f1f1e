import { z } from 'zod';
import { fromUtf8 } from '#shared/lib/bytes.ts';
import type { Authenticate } from '../auth/authenticate.ts';
import type { HttpAnswer, Route, RoutedRequest } from '../http/messages.ts';
import { headerOf, jsonOf, originOf } from '../http/messages.ts';
import { answer, done, fail, malformed, notFound } from '../http/reply.ts';
import type { Limits } from '../limits.ts';
import type { RequestStatusStore } from '../storage/request-statuses.ts';
import type { RequestCodes } from './request-codes.ts';
import { instructionsPage, requestStates, statusPage } from './request-pages.ts';
import type { HookSettings } from './settings.ts';
import { readSignedRequest, type SignedRequest } from './signed-request.ts';

interface Deps {
  settings: HookSettings;
  codes: RequestCodes;
  statuses: RequestStatusStore;
  authenticate: Authenticate;
  limits: Limits;
  /** Seals it for the workspace: see `createIntake`. */
  takeIn(
    workspace: string,
    body: string,
  ): Promise<'stored' | 'too-many' | 'inbox-full' | 'not-stored' | 'unknown-workspace'>;
  /** Milliseconds since 1970. */
  now(): number;
}

const statusBody = z.object({ state: z.enum(requestStates), text: z.string().max(1000).default('') });
/** So long a page shows what was published of a request. */
const shownMilliseconds = 400 * 24 * 60 * 60 * 1000;
/** Signed requests are short, and anybody may send them. */
const mostBytes = 16_384;
const mostPerMinute = 60;

const base = '/v1/hooks/meta/:workspace';

/** What Meta sends when somebody removes the app or asks for deletion, and the pages that it points them to. */
export function requestRoutes(deps: Deps): Route[] {
  const { settings, codes } = deps;

  async function read(request: RoutedRequest): Promise<SignedRequest | HttpAnswer> {
    const hook = await settings.find(request.params['workspace']!);
    if (hook === undefined) return fail(404, 'webhook.unknown-workspace', 'There is nothing here.');
    const secrets = hook.apps.map(({ appSecret }) => appSecret);
    const signed = readSignedRequest(secrets, formField(request, 'signed_request'));
    return (
      signed ?? fail(401, 'webhook.wrong-signature', 'The request is not signed by this workspace’s app.')
    );
  }

  /** The same request again is the same to the workspace: its code names it. */
  const taking = (
    path: string,
    field: string,
    reply: (request: RoutedRequest, code: string) => HttpAnswer,
  ): Route => ({
    method: 'POST',
    path: `${base}/${path}`,
    mostPerMinute,
    mostBytes,
    async answer(request) {
      const workspace = request.params['workspace']!;
      const signed = await read(request);
      if ('status' in signed) return signed;
      const code = codes.make(workspace, signed.userId);
      const value = { user_id: signed.userId, code };
      const body = JSON.stringify({ object: 'plumbline_request', entry: [{ field, value }] });
      const outcome = await deps.takeIn(workspace, body);
      if (outcome === 'stored') return reply(request, code);
      const status = outcome === 'too-many' ? 429 : 503;
      return fail(status, `webhook.${outcome}`, 'The request was not taken in. Send it again later.');
    },
  });

  return [
    taking('deletion', 'data_deletion', (request, code) =>
      answer({
        url: `${originOf(request)}/v1/hooks/meta/${request.params['workspace']}/requests/${code}`,
        confirmation_code: code,
      }),
    ),
    taking('deauthorize', 'deauthorized', () => answer({})),
    {
      method: 'GET',
      path: `${base}/deletion`,
      mostPerMinute,
      async answer(request) {
        const hook = await settings.find(request.params['workspace']!);
        return hook === undefined ? notFound() : instructionsPage();
      },
    },
    {
      method: 'GET',
      path: `${base}/requests/:code`,
      mostPerMinute,
      async answer({ params }) {
        const [workspace, code] = [params['workspace']!, params['code']!];
        if (!codes.isGenuine(workspace, code)) return notFound();
        const said = await deps.statuses.requestStatus(workspace, code, deps.now());
        const state = requestStates.find((one) => one === said?.state);
        return statusPage(code, state && { state, text: said?.text ?? '' });
      },
    },
    {
      method: 'PUT',
      path: '/v1/workspaces/:workspace/requests/:code',
      async answer(request) {
        const [workspace, code] = [request.params['workspace']!, request.params['code']!];
        const caller = await deps.authenticate(request, workspace);
        if (!caller.ok) return caller.error;
        if (!['owner', 'manager'].includes(caller.value.role))
          return fail(403, 'auth.role', 'Only the owner or a manager can publish this.');
        const body = statusBody.safeParse(jsonOf(request));
        if (!body.success) return malformed();
        if (!codes.isGenuine(workspace, code)) return notFound();
        const expiresAt = deps.now() + shownMilliseconds;
        await deps.statuses.saveRequestStatus({ workspace, code, ...body.data, expiresAt });
        return done;
      },
    },
  ];
}

function formField(request: RoutedRequest, name: string): string {
  if (!/^application\/x-www-form-urlencoded\b/i.test(headerOf(request, 'content-type') ?? '')) return '';
  try {
    return new URLSearchParams(fromUtf8(request.body ?? new Uint8Array())).get(name) ?? '';
  } catch {
    return '';
  }
}
