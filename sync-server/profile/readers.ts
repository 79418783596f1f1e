import { fromBase64Url } from '#shared/lib/bytes.ts';
import { type PageDocument, readPayload } from '#shared/public-page/document.ts';
import { chooseLanguage, type PageLanguage } from '#shared/public-page/languages.ts';
import { pageFeed } from '#shared/public-page/machines.ts';
import { renderGone, renderPage } from '#shared/public-page/render.ts';
import type { HttpAnswer, Route, RoutedRequest } from '../http/messages.ts';
import { headerOf } from '../http/messages.ts';
import { notFound } from '../http/reply.ts';
import type { StoredPage } from '../storage/pages.ts';
import type { PageAssets } from './assets.ts';
import type { PageDeps } from './routes.ts';

/** Nothing but the relay's own script and style, no frame around it, nothing sent elsewhere, nobody remembered. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const headersOf = (type: string): Record<string, string> => ({
  'content-type': type,
  'content-security-policy': policy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'permissions-policy': 'geolocation=(), microphone=(), camera=()',
  'cross-origin-opener-policy': 'same-origin',
});
const html = 'text/html; charset=utf-8';
/** Rendered pages that are kept, by address, language and content. */
const mostRendered = 1000;
const longAgo = 31_536_000;

/** What everybody may read, by the page's address alone. */
export function readerRoutes({ storage, limits, now, assets }: PageDeps): Route[] {
  const rendered = new Map<string, string>();

  const belonging = (slug: string) => ({
    assets: assets && {
      script: `-/page.js?v=${assets['page.js'].version}`,
      style: `-/page.css?v=${assets['page.css'].version}`,
    },
    relay: encodeURIComponent(slug),
  });

  async function find(
    request: RoutedRequest,
  ): Promise<{ page: StoredPage; document: PageDocument } | undefined> {
    const page = await storage.page(request.params['slug']!);
    const document = page === undefined || page.expiresAt <= now() ? undefined : readPayload(page.payload);
    return page === undefined || document === undefined ? undefined : { page, document };
  }

  function render(page: StoredPage, document: PageDocument, language: PageLanguage): string {
    const key = `${page.slug} ${language} ${page.etag}`;
    const known = rendered.get(key);
    if (known !== undefined) return known;
    const { slug, payload, picture } = page;
    const made = renderPage(document, payload, language, {
      ...belonging(slug),
      feed: `${slug}/feed.json`,
      picture: picture === undefined ? undefined : `${slug}/picture?v=${document.profile.picture}`,
      inLanguage: (each) => `${slug}?lang=${each}`,
    });
    if (rendered.size >= mostRendered) rendered.clear();
    rendered.set(key, made);
    return made;
  }

  const reading = (path: string, act: Route['answer']): Route[] =>
    (['GET', 'HEAD'] as const).map((method) => ({
      method,
      path,
      mostPerMinute: limits.pageReadsPerMinute,
      answer: act,
    }));

  return [
    ...reading('/b/-/:file', async (request) => assetAnswer(request, assets)),
    ...reading('/b/:slug', async (request) => {
      const found = await find(request);
      const accepted = headerOf(request, 'accept-language');
      const language = chooseLanguage(request.query.get('lang'), accepted, found?.document.locale ?? 'en');
      const headers = { ...headersOf(html), vary: 'accept-language', 'cache-control': 'no-cache' };
      if (found === undefined)
        return { status: 404, headers, body: renderGone(language, belonging(request.params['slug']!)) };
      const etag = `"${found.page.etag}-${language}-${assets?.['page.js'].version ?? ''}"`;
      if (headerOf(request, 'if-none-match') === etag) return { status: 304, headers: { ...headers, etag } };
      return {
        status: 200,
        headers: { ...headers, etag },
        body: render(found.page, found.document, language),
      };
    }),
    ...reading('/b/:slug/feed.json', async (request) => {
      const found = await find(request);
      if (found === undefined) return notFound();
      const headers = {
        ...headersOf('application/json; charset=utf-8'),
        'cache-control': 'no-cache',
        'access-control-allow-origin': '*',
      };
      return { status: 200, headers, body: JSON.stringify(pageFeed(found.document, found.page)) };
    }),
    ...reading('/b/:slug/picture', async (request) => {
      const found = await find(request);
      const picture = found?.page.picture;
      if (picture === undefined) return notFound();
      const headers = { ...headersOf(picture.type), 'cache-control': 'no-cache' };
      return { status: 200, headers, body: oneOf(fromBase64Url(picture.data)) };
    }),
  ];
}

function assetAnswer(request: RoutedRequest, assets: PageAssets | undefined): HttpAnswer {
  const name = request.params['file']!;
  if (assets === undefined || !isAsset(name, assets)) return notFound();
  const { version, type, plain, packed } = assets[name];
  const isPacked = /\bgzip\b/.test(headerOf(request, 'accept-encoding') ?? '');
  const isNamed = request.query.get('v') === version;
  const headers = {
    ...headersOf(type),
    vary: 'accept-encoding',
    // A site of the owner's may hold the chat, also one that lets in only what says so.
    ...(name === 'chat.js' && { 'cross-origin-resource-policy': 'cross-origin' }),
    'cache-control': isNamed ? `public, max-age=${longAgo}, immutable` : 'no-cache',
    ...(isPacked && { 'content-encoding': 'gzip' }),
  };
  return { status: 200, headers, body: oneOf(isPacked ? packed : plain) };
}

function isAsset(name: string, assets: PageAssets): name is keyof PageAssets {
  return Object.hasOwn(assets, name);
}

async function* oneOf(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}
