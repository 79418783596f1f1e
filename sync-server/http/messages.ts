import { fromUtf8 } from '#shared/lib/bytes.ts';
import { parseJson } from '#shared/lib/json.ts';

/** A request, however it came. */
export interface HttpRequest {
  method: string;
  /** With its query. */
  path: string;
  /** By their names in small letters. */
  headers: Readonly<Record<string, string | string[] | undefined>>;
  body?: Uint8Array | undefined;
  /** The network address that it came from, where there is one. */
  address?: string | undefined;
}

export interface HttpAnswer {
  status: number;
  headers: Record<string, string>;
  body?: string | AsyncIterable<Uint8Array> | undefined;
}

/** A request that has found its route. */
export interface RoutedRequest extends HttpRequest {
  params: Readonly<Record<string, string>>;
  query: URLSearchParams;
}

export interface Route {
  method: 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE';
  /** `:name` stands for one part of the path. */
  path: string;
  answer(request: RoutedRequest): Promise<HttpAnswer>;
  /** Of one address, where that is less or more than of other requests. */
  mostPerMinute?: number;
  /** The longest body. */
  mostBytes?: number;
  /** Counts a body that was longer. */
  tooLarge?: () => void;
}

/** The one value of a header. */
export function headerOf({ headers }: HttpRequest, name: string): string | undefined {
  const value = headers[name];
  return typeof value === 'string' ? value : value?.[0];
}

/** The body as JSON; `undefined` where it says that it is something else, or is none. */
export function jsonOf(request: HttpRequest): unknown {
  const type = headerOf(request, 'content-type') ?? 'application/json';
  if (request.body === undefined || !/^application\/json\b/i.test(type)) return undefined;
  try {
    return parseJson(fromUtf8(request.body));
  } catch {
    return undefined;
  }
}

/** Where the caller has found this relay: HTTPS stands in front of it. */
export function originOf(request: HttpRequest): string {
  const scheme = headerOf(request, 'x-forwarded-proto') === 'https' ? 'https' : 'http';
  return `${scheme}://${headerOf(request, 'host') ?? 'localhost'}`;
}
