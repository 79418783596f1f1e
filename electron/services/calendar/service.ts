import type { CallHandlers } from '#shared/bridge/bridge.ts';
import type { CallResult } from '#shared/bridge/contract.ts';
import type { FeedProblem } from '#shared/domain/calendar-feed.ts';
import { busyIn } from '#shared/import/busy.ts';
import { ok } from '#shared/lib/result.ts';
import { EgressRefusal, type EgressGuard } from '../egress/guard.ts';
import { isInsideError } from '../egress/public-only.ts';

/** More than any calendar has that is looked at. */
const mostBytes = 10 * 1024 * 1024;
/** How long the whole of it may take, in milliseconds. */
const patience = 60_000;

type Read = CallResult<'calendar.read'>;

/** Reads calendars elsewhere through the egress guard, and gives back when somebody is busy. */
export function createCalendarService({
  guard,
}: {
  guard: EgressGuard;
}): Pick<CallHandlers, 'calendar.read'> {
  const fetch = guard.fetch('calendar');

  async function ask(url: string, etag: string | undefined): Promise<Response | FeedProblem> {
    const headers = { accept: 'text/calendar', ...(etag !== undefined && { 'if-none-match': etag }) };
    try {
      return await fetch(url, { headers, signal: AbortSignal.timeout(patience) });
    } catch (error) {
      if (error instanceof EgressRefusal) return 'refused';
      return isInsideError(error) ? 'private' : 'unreachable';
    }
  }

  return {
    async 'calendar.read'({ url, etag, window, timeZone }) {
      const response = await ask(url, etag);
      if (typeof response === 'string') return said(response);
      if (response.status === 304) return ok<Read>({ kind: 'same' });
      const refusal = problemOf(response.status);
      const text = refusal === undefined ? await readText(response) : undefined;
      if (refusal !== undefined) await response.body?.cancel();
      if (text === undefined || typeof text === 'string') return said(refusal ?? (text as FeedProblem));
      const busy = busyIn(text.text, { window, timeZone });
      if (!busy.ok) return said(busy.error);
      const tag = response.headers.get('etag')?.slice(0, 300);
      return ok<Read>({ kind: 'read', spans: busy.value, ...(tag && { etag: tag }) });
    },
  };
}

function said(problem: FeedProblem) {
  return ok<Read>({ kind: 'problem', problem });
}

function problemOf(status: number): FeedProblem | undefined {
  if (status === 200) return undefined;
  if (status === 404 || status === 410) return 'notFound';
  if (status === 401 || status === 403) return 'notAllowed';
  return status === 429 ? 'busy' : 'unreachable';
}

/** The whole of an answer, and of one that is longer than it may be nothing. */
async function readText(response: Response): Promise<{ text: string } | FeedProblem> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
      length += chunk.length;
      // Leaving the loop ends the answer.
      if (length > mostBytes) return 'tooLarge';
      chunks.push(chunk);
    }
  } catch {
    return 'unreachable';
  }
  return { text: new TextDecoder().decode(Buffer.concat(chunks)) };
}
