import type { HttpAnswer, Route } from '../http/messages.ts';

/** Whoever has the address of a page elsewhere may ask from there: the owner's own site may hold the page. */
const fromAnywhere = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': 'content-type',
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
};

const open = (reply: HttpAnswer): HttpAnswer => ({
  ...reply,
  headers: { ...reply.headers, ...fromAnywhere },
});

/** A route for the browsers of customers, on whatever site the page stands. */
export function ofCustomers(
  method: 'GET' | 'POST',
  path: string,
  act: Route['answer'],
  limit: Partial<Route> = {},
): Route {
  return { method, path, ...limit, answer: async (request) => open(await act(request)) };
}
