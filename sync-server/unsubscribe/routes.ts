import { unsubscribeObject, unsubscribePath, unsubscribeTokenSchema } from '#shared/sync/unsubscribe.ts';
import { createDailyShare } from '../hooks/daily-share.ts';
import type { Route, RoutedRequest } from '../http/messages.ts';
import { fail, notFound } from '../http/reply.ts';
import type { Limits } from '../limits.ts';
import { unsubscribePage } from './page.ts';

interface Deps {
  limits: Pick<Limits, 'unsubscribesPerDay' | 'unsubscribesPerMinute'>;
  /** Seals it for the workspace: see `createIntake`. */
  takeIn(
    workspace: string,
    body: string,
  ): Promise<'stored' | 'too-many' | 'inbox-full' | 'not-stored' | 'unknown-workspace'>;
  /** Milliseconds since 1970. */
  now(): number;
}

/**
 * Where somebody unsubscribes from a business's advertising (RFC 8058). The link is sealed: the relay passes it on and
 * learns neither who it is of nor what for. Looking at it changes nothing, as scanners of mail open every link.
 */
export function unsubscribeRoutes({ limits, takeIn, now }: Deps): Route[] {
  const path = unsubscribePath(':workspace', ':token');
  const share = createDailyShare({ perDay: limits.unsubscribesPerDay, now });
  const mostPerMinute = limits.unsubscribesPerMinute;
  const languageOf = ({ query }: RoutedRequest): string | null => query.get('l');
  const isToken = ({ params }: RoutedRequest): boolean =>
    unsubscribeTokenSchema.safeParse(params['token']).success;

  return [
    {
      method: 'GET',
      path,
      mostPerMinute,
      answer: async (request) =>
        isToken(request) ? unsubscribePage('ask', languageOf(request)) : notFound(),
    },
    {
      method: 'POST',
      path,
      mostPerMinute,
      mostBytes: 1024,
      async answer(request) {
        const workspace = request.params['workspace']!;
        if (!isToken(request)) return notFound();
        if (!share.take(workspace)) return fail(429, 'unsubscribe.too-many', 'Too many for today.');
        const body = JSON.stringify({ object: unsubscribeObject, token: request.params['token'] });
        const outcome = await takeIn(workspace, body);
        if (outcome === 'unknown-workspace') return notFound();
        return unsubscribePage(outcome === 'stored' ? 'done' : 'failed', languageOf(request));
      },
    },
  ];
}
