import { z } from 'zod';
import { parseJson } from '#shared/lib/json.ts';

/** The version that is asked for where the owner's address names none. */
const apiVersion = 'v26.0';

export interface GraphRequest {
  method: 'GET' | 'POST';
  /** The Graph API's base: Meta's, a proxy's or a stand-in's, with or without a version. */
  graphUrl: string;
  path: string;
  accessToken: string;
  body?: unknown;
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

/**
 * One request to the Graph API. An exception that is not the network's (the egress guard's refusal) passes
 * through. `patience` is in milliseconds.
 */
export function callGraph(
  fetch: typeof globalThis.fetch,
  { body, ...request }: GraphRequest,
  patience: number,
): Promise<GraphOutcome> {
  const content =
    body === undefined ? undefined : { body: JSON.stringify(body), contentType: 'application/json' };
  return callGraphRaw(fetch, request, content, patience);
}

/** The same with a body of any type. */
export async function callGraphRaw(
  fetch: typeof globalThis.fetch,
  { method, graphUrl, path, accessToken }: Omit<GraphRequest, 'body'>,
  content: { body: string | Blob; contentType: string } | undefined,
  patience: number,
): Promise<GraphOutcome> {
  try {
    const response = await fetch(`${versioned(graphUrl)}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${accessToken}`,
        ...(content === undefined ? {} : { 'content-type': content.contentType }),
      },
      ...(content === undefined ? {} : { body: content.body }),
      signal: AbortSignal.timeout(patience),
    });
    return read(response.status, parseJson(await response.text()));
  } catch (error) {
    return explain(error);
  }
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

/** Failures before a connection stood: nothing was sent. The names are Node's and OpenSSL's. */
const notConnected = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

function explain(error: unknown): GraphOutcome {
  if (!(error instanceof Error)) throw error;
  if (error.name === 'TimeoutError') return { outcome: 'lost', reason: 'Meta did not answer in time.' };
  if (!(error instanceof TypeError)) throw error;
  const codes = causesOf(error).map((cause) => ('code' in cause ? cause.code : undefined));
  if (codes.some((code) => typeof code === 'string' && notConnected.has(code))) {
    return { outcome: 'unreachable', reason: 'Meta’s servers cannot be reached from here.' };
  }
  return { outcome: 'lost', reason: 'The connection to Meta was lost.' };
}

function causesOf(error: Error): Error[] {
  const inner = error instanceof AggregateError ? (error.errors as unknown[]) : [error.cause];
  return [error, ...inner.filter((cause) => cause instanceof Error).flatMap(causesOf)];
}
