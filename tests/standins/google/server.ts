import { type CalendarStandin, createCalendars } from './calendar.ts';
import type { Answer, Asked, Fault, HttpStandin } from './http.ts';
import { startHttp } from './http.ts';
import { createOauth, type OauthStandin } from './oauth.ts';
import { createSheets, type SheetsStandin } from './sheets.ts';

export interface GoogleStandin extends HttpStandin {
  oauth: OauthStandin;
  calendar: CalendarStandin;
  sheets: SheetsStandin;
  /** The next request whose method and path begin so meets this. */
  failNext(beginning: string, fault: Fault): void;
  /** Asked of each request, before anything else. */
  faults(find: ((asked: Asked) => Fault | undefined) | undefined): void;
}

/** An error as Google's programming interfaces write it. */
export function apiError(status: number, reason: string, message = reason, headers = {}): Answer {
  const errors = [{ domain: 'global', reason, message }];
  return { status, body: { error: { code: status, message, errors } }, headers };
}

/** Google, as far as Plumbline meets it: the sign-in of one person and what their tokens open. */
export async function startGoogle({ now = Date.now }: { now?: () => number } = {}): Promise<GoogleStandin> {
  const oauth = createOauth(now);
  const calendar = createCalendars(now);
  const sheets = createSheets();
  const next: { beginning: string; fault: Fault }[] = [];
  let faults: ((asked: Asked) => Fault | undefined) | undefined;

  function faultOf(asked: Asked): Fault | undefined {
    const at = next.findIndex(({ beginning }) => `${asked.method} ${asked.path}`.startsWith(beginning));
    return at === -1 ? faults?.(asked) : next.splice(at, 1)[0]!.fault;
  }

  function answer(asked: Asked): Answer {
    const signIn = oauth.answer(asked);
    if (signIn !== undefined) return signIn;
    const scopes = oauth.scopesOf((asked.headers.authorization ?? '').replace(/^Bearer /, ''));
    if (scopes === undefined) return apiError(401, 'authError', 'Invalid Credentials');
    return (
      calendar.answer(asked, scopes, apiError) ??
      sheets.answer(asked, scopes, apiError) ??
      apiError(404, 'notFound')
    );
  }

  const http = await startHttp({ answer, faultOf });
  return {
    ...http,
    oauth,
    calendar,
    sheets,
    failNext: (beginning, fault) => next.push({ beginning, fault }),
    faults: (find) => (faults = find),
  };
}
