import type { IncomingHttpHeaders } from 'node:http';

/**
 * Whether the request was meant for this server. A foreign site whose name is pointed at 127.0.0.1 (DNS
 * rebinding) still carries its own name here.
 */
export function isOurHost(headers: IncomingHttpHeaders, origin: string): boolean {
  return headers.host === new URL(origin).host;
}

/** Whether our own page sent the request. Browsers add `Origin` to every POST and every WebSocket. */
export function isOurPage(headers: IncomingHttpHeaders, origin: string): boolean {
  const site = headers['sec-fetch-site'];
  return headers.origin === origin && (site === undefined || site === 'same-origin');
}

/**
 * Whether a file's page sent the request, as the window's own document: a file has no origin. Neither has the frame
 * of a site that hides its own; what it could send would still lack the key.
 */
export function isFromFile(headers: IncomingHttpHeaders): boolean {
  const { origin, 'sec-fetch-mode': mode, 'sec-fetch-dest': destination } = headers;
  const isDocument = (destination ?? 'document') === 'document' && (mode ?? 'navigate') === 'navigate';
  return origin === 'null' && isDocument;
}
