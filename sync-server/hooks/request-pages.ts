import type { HttpAnswer } from '../http/messages.ts';

/** What a business says of a request, which its page shows. */
export const requestStates = ['received', 'underWay', 'done', 'refused'] as const;
export type RequestState = (typeof requestStates)[number];

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replaceAll(/[&<>"]/g, (sign) => entities[sign]!);

/** A page of words alone: it loads nothing, remembers nobody, and is in no search engine. */
function page(title: string, paragraphs: string[]): HttpAnswer {
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy':
      "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'",
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'x-robots-tag': 'noindex',
    'cache-control': 'no-store',
  };
  const body = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escaped(title)}</title>
<style>body{font:17px/1.6 system-ui,sans-serif;max-width:38rem;margin:3rem auto;padding:0 1rem;color-scheme:light dark}</style></head>
<body><main><h1>${escaped(title)}</h1>
${paragraphs.map((text) => `<p dir="auto">${escaped(text)}</p>`).join('\n')}
</main></body></html>
`;
  return { status: 200, headers, body };
}

const words: Record<RequestState, string> = {
  received: 'Your request has arrived. The business has not said yet what became of it.',
  underWay: 'The business is working on your request.',
  done: 'Your data were deleted.',
  refused: 'The business could not delete all of your data.',
};

/** Where a request stands. `said`: what the business has published of it. */
export function statusPage(
  code: string,
  said: { state: RequestState; text: string } | undefined,
): HttpAnswer {
  const { state, text } = said ?? { state: 'received', text: '' };
  return page('Deletion of your data', [
    words[state],
    ...(text === '' ? [] : [text]),
    `Confirmation code: ${code}`,
    'This page shows only what the business has published. It says nothing about what is held.',
  ]);
}

/** How anybody asks a business to delete what it holds about them. */
export function instructionsPage(): HttpAnswer {
  return page('How to have your data deleted', [
    'Write to the business in the conversation that you have with it, and ask it to delete your data. No form and no account is needed.',
    'You can also remove its app in your Facebook or Instagram settings under “Apps and websites”, and choose there to send a deletion request. You get a code and the address of a page on which you can follow it.',
    'Say under which name, number or account you have written: the business finds you by these. It may have to keep invoices for as long as its law says, and tells you so.',
    'You get an answer within a month.',
  ]);
}
