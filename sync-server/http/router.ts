import { isDiskFull } from '../disk-space.ts';
import type { Log } from '../log.ts';
import type { HttpAnswer, HttpRequest, Route } from './messages.ts';
import { codeOf, diskFull, fail, notFound } from './reply.ts';

interface Compiled {
  route: Route;
  pattern: RegExp;
}

function compile(route: Route): Compiled {
  const pattern = route.path.replaceAll('.', '\\.').replaceAll(/:(\w+)/g, '(?<$1>[^/]+)');
  return { route, pattern: new RegExp(`^${pattern}$`) };
}

function decoded(params: Record<string, string> | undefined): Record<string, string> | undefined {
  try {
    const entries = Object.entries(params ?? {}).map(([name, value]) => [name, decodeURIComponent(value)]);
    return Object.fromEntries(entries) as Record<string, string>;
  } catch {
    return undefined;
  }
}

/** Answers each request by its route. What fails is logged by its code alone. */
export function createRouter(routes: Route[], log: Log): (request: HttpRequest) => Promise<HttpAnswer> {
  const compiled = routes.map(compile);

  function find(method: string, path: string): { route: Route; params: Record<string, string> } | undefined {
    for (const { route, pattern } of compiled) {
      const match = route.method === method ? pattern.exec(path) : null;
      const params = match === null ? undefined : decoded(match.groups);
      if (params !== undefined) return { route, params };
    }
    // Whoever asks for the head of something alone gets it without the rest.
    return method === 'HEAD' ? find('GET', path) : undefined;
  }

  return async (request) => {
    const [path = '', query = ''] = request.path.split('?', 2);
    const found = find(request.method, path);
    if (found === undefined) return notFound();
    try {
      const { route, params } = found;
      return await route.answer({ ...request, params, query: new URLSearchParams(query) });
    } catch (error) {
      log.error({ code: codeOf(error) }, 'a request failed');
      if (isDiskFull(error)) return diskFull();
      return fail(500, 'internal', 'The relay failed. Nothing was changed.');
    }
  };
}
