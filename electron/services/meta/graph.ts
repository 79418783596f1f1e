import { z } from 'zod';
import type { JsonObject } from '#shared/lib/json.ts';
import { parseJson } from '#shared/lib/json.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { EgressRefusal } from '../egress/guard.ts';
import { isNotConnected } from '../egress/not-connected.ts';

/** The version that is asked for where the owner's address names none. */
const apiVersion = 'v26.0';

/** Where an account's requests go, and what opens the door there. */
export interface GraphAccess {
  /** The Graph API's base: Meta's, a proxy's or a stand-in's, with or without a version. */
  graphUrl: string;
  accessToken: string;
}

/** Sends what it brings along, or asks where it brings nothing; `removes`: takes away what is there. */
export interface GraphRequest {
  /** Within the Graph API; the token is never in it. */
  path: string;
  body?: JsonObject;
  form?: Content & { body: Blob };
  removes?: true;
}

interface Content {
  body: string | Blob;
  contentType: string;
}

/** Meta's own refusal, or that of something in between that spoke no Graph API. */
export interface GraphError {
  code: number;
  subcode?: number;
  title: string;
  details?: string;
}

/**
 * What came of a request.
 * - `unreachable`: it certainly did not leave this device or reach a server.
 * - `lost`: it may have reached Meta; nobody knows.
 */
export type GraphOutcome =
  | { outcome: 'answered'; body: unknown }
  | { outcome: 'refused'; error: GraphError }
  | { outcome: 'unreachable'; reason: string }
  | { outcome: 'lost'; reason: string };

const errorSchema = z.looseObject({
  error: z.looseObject({
    code: z.number(),
    error_subcode: z.number().optional().catch(undefined),
    message: z.string(),
    error_user_title: z.string().optional(),
    error_user_msg: z.string().optional(),
    error_data: z.looseObject({ details: z.string().optional() }).optional(),
  }),
});

/** One request to the Graph API. Fails by itself only where the egress guard refused: then nothing has left. */
export type Graph = (access: GraphAccess, request: GraphRequest) => Promise<Result<GraphOutcome>>;

export interface GraphDeps {
  /** The guarded fetch of the purpose `channel.meta`. */
  fetch: typeof globalThis.fetch;
  /** How long to wait for an answer, in milliseconds. */
  patience: number;
}

/** The client of Meta's Graph API, which is one for all its channels. */
export function createGraph({ fetch, patience }: GraphDeps): Graph {
  return async ({ graphUrl, accessToken }, { path, removes, ...request }) => {
    const content = contentOf(request);
    try {
      const response = await fetch(`${versioned(graphUrl)}${path}`, {
        method: removes ? 'DELETE' : content === undefined ? 'GET' : 'POST',
        headers: {
          authorization: `Bearer ${accessToken}`,
          ...(content && { 'content-type': content.contentType }),
        },
        ...(content && { body: content.body }),
        signal: AbortSignal.timeout(patience + timeToSend(request)),
      });
      return ok(read(response.status, parseJson(await response.text())));
    } catch (error) {
      return error instanceof EgressRefusal ? notAllowed(error) : ok(explain(error));
    }
  };
}

export function notAllowed(refusal: EgressRefusal): Result<never> {
  return problem(
    'egress.refused',
    `Nothing was sent to Meta. ${refusal.message}`,
    'Check the Graph API address in Settings → Channels.',
  );
}

function contentOf({ body, form }: Omit<GraphRequest, 'path' | 'removes'>): Content | undefined {
  return body === undefined ? form : { body: JSON.stringify(body), contentType: 'application/json' };
}

/** What a slow line of 1 Mbit/s needs for a file, in milliseconds. */
function timeToSend({ form }: Pick<GraphRequest, 'form'>): number {
  return form === undefined ? 0 : Math.ceil(form.body.size / 125);
}

function versioned(graphUrl: string): string {
  const base = graphUrl.replace(/\/+$/, '');
  return /\/v\d+\.\d+$/.test(base) ? base : `${base}/${apiVersion}`;
}

function read(status: number, body: unknown): GraphOutcome {
  if (status >= 200 && status < 300) {
    if (body === undefined) return { outcome: 'lost', reason: 'Meta’s answer could not be read.' };
    return { outcome: 'answered', body };
  }
  const parsed = errorSchema.safeParse(body).data?.error;
  if (parsed !== undefined) return { outcome: 'refused', error: graphError(parsed) };
  // A gateway's own error page says nothing about whether Meta got the request.
  if (status >= 500) return { outcome: 'lost', reason: 'Meta’s server answered with an error.' };
  return {
    outcome: 'refused',
    error: { code: status, title: `The address answered with HTTP status ${status}` },
  };
}

function graphError(error: z.infer<typeof errorSchema>['error']): GraphError {
  const details = error.error_data?.details ?? error.error_user_msg;
  const title = error.error_user_title ?? error.message;
  const { code, error_subcode: subcode } = error;
  return {
    code,
    ...(subcode === undefined ? {} : { subcode }),
    title,
    ...(details === undefined ? {} : { details }),
  };
}

function explain(error: unknown): GraphOutcome {
  if (!(error instanceof Error)) throw error;
  if (error.name === 'TimeoutError') return { outcome: 'lost', reason: 'Meta did not answer in time.' };
  if (!(error instanceof TypeError)) throw error;
  if (isNotConnected(error)) {
    return { outcome: 'unreachable', reason: 'Meta’s servers cannot be reached from here.' };
  }
  return { outcome: 'lost', reason: 'The connection to Meta was lost.' };
}
