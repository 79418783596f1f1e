import { fromBase64Url } from '#shared/lib/bytes.ts';
import { type PageDocument, type SignedPage } from './document.ts';
import { pageLanguageOf, pageLanguages } from './languages.ts';
import { fingerprintOf } from './names.ts';
import { renderPage } from './render.ts';

/** What a page consists of on a site of the owner's own, by file name. */
export type PageFiles = Record<string, string | Uint8Array<ArrayBuffer>>;

/** What runs on the owner's own site, as this app has it. */
export interface OwnAssets {
  script: string;
  style: string;
  chat: string;
}

/** The page for the owner's own site. Its script is the one of here, and its key stands in it: the relay can change neither. */
export function pageFiles({
  document,
  payload,
  relayUrl,
  picture,
  assets,
}: {
  document: PageDocument;
  payload: string;
  relayUrl: string;
  picture: SignedPage['picture'];
  assets: OwnAssets;
}): PageFiles {
  const relay = `${relayUrl.replace(/\/$/, '')}/b/${document.slug}`;
  const pictureName = picture && `picture.${picture.type === 'image/webp' ? 'webp' : 'jpg'}`;
  const own = pageLanguageOf(document.locale) ?? 'en';
  const nameOf = (language: string): string => (language === own ? 'index.html' : `index.${language}.html`);
  const place = {
    assets: { script: 'page.js', style: 'page.css' },
    feed: `${relay}/feed.json`,
    picture: pictureName,
    inLanguage: nameOf,
    relay,
    key: fingerprintOf(fromBase64Url(document.key)),
    policy: policyFor(new URL(relayUrl).origin),
  };
  const pages = pageLanguages.map(
    (language) => [nameOf(language), renderPage(document, payload, language, place)] as const,
  );
  return {
    ...Object.fromEntries(pages),
    'page.js': assets.script,
    'page.css': assets.style,
    'chat.js': assets.chat,
    ...(picture !== undefined && pictureName !== undefined && { [pictureName]: fromBase64Url(picture.data) }),
  };
}

/** Nothing but its own script and style, and nothing sent but to the relay. */
function policyFor(relay: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' blob: data:",
    `connect-src ${relay}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}
