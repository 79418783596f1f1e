import { inHtml, type PageDocument } from './document.ts';
import { type PageLanguage, languageNames, localeIn, pageLanguages } from './languages.ts';
import { structuredData } from './machines.ts';
import { hoursLines, languagesText, priceText } from './texts.ts';
import { fill, type PageWords } from './words/page-words.ts';
import { pageWords } from './words/words.ts';

/** How a page reaches what belongs to it. All addresses are relative where the relay serves it, whatever its own path. */
export interface PagePlace {
  /** Names the version of script and style; none where they are not there: then no form is shown. */
  assets: { script: string; style: string } | undefined;
  feed: string;
  picture: string | undefined;
  /** Of one language. */
  inLanguage(language: PageLanguage): string;
  /** Where requests go; the relay's own address where the page stands somewhere else. */
  relay: string;
  /** The full address, where it is known. */
  url?: string | undefined;
  /** In the place of headers that a page elsewhere does not have. */
  policy?: string | undefined;
  /** On the owner's own site: the fingerprint that a link to the relay has in its fragment. */
  key?: string | undefined;
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => entities[sign]!);
const when = (text: string | undefined, html: (text: string) => string): string =>
  text === undefined || text === '' ? '' : html(text);

/** The page of a business, whole, in one language. `payload`: the document as it was signed. */
export function renderPage(
  document: PageDocument,
  payload: string,
  language: PageLanguage,
  place: PagePlace,
): string {
  const words = pageWords[language];
  const { profile } = document;
  const parts = [
    head(document, place),
    services(document, words, localeIn(language, document.locale)),
    hours(document, words, localeIn(language, document.locale)),
    contact(document, words, language),
  ].join('');
  const main = `<main>${parts}${request(document, words, place)}</main>`;
  const data = `<script type="application/json" id="document">${payload}</script>
<script type="application/json" id="words">${inHtml(JSON.stringify(words))}</script>`;
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
${when(place.policy, (policy) => `<meta http-equiv="content-security-policy" content="${escaped(policy)}">`)}
<meta name="referrer" content="no-referrer"><meta name="color-scheme" content="light dark"><link rel="icon" href="data:,">
<title>${escaped(profile.name)}</title>
${when(profile.description, (text) => `<meta name="description" content="${escaped(text.slice(0, 300))}">`)}
<link rel="alternate" type="application/json" href="${escaped(place.feed)}">
${pageLanguages.map((each) => `<link rel="alternate" hreflang="${each}" href="${escaped(place.inLanguage(each))}">`).join('')}
${place.assets === undefined ? '' : `<link rel="stylesheet" href="${escaped(place.assets.style)}">`}
<script type="application/ld+json">${inHtml(JSON.stringify(structuredData(document, place)))}</script>
</head><body data-relay="${escaped(place.relay)}"${when(place.key, (key) => ` data-key="${escaped(key)}"`)}>
${languageSwitch(words, language, place)}
${main}
${data}
${place.assets === undefined ? '' : `<script type="module" src="${escaped(place.assets.script)}"></script>`}
</body></html>
`;
}

function languageSwitch(words: PageWords, language: PageLanguage, place: PagePlace): string {
  const links = pageLanguages.map((each) => {
    const current = each === language ? ' aria-current="true"' : '';
    return `<a href="${escaped(place.inLanguage(each))}" hreflang="${each}" lang="${each}"${current}>${languageNames[each]}</a>`;
  });
  return `<nav class="languages" aria-label="${escaped(words.language)}">${links.join(' ')}</nav>`;
}

function head({ profile }: PageDocument, { picture }: PagePlace): string {
  const { name, area, description } = profile;
  return `<header>${when(picture, (source) => `<img class="picture" src="${escaped(source)}" alt="">`)}
<h1 dir="auto">${escaped(name)}</h1>
${when(area, (text) => `<p class="area" dir="auto">${escaped(text)}</p>`)}
${paragraphs(description)}</header>`;
}

function paragraphs(text: string | undefined): string {
  const lines = (text ?? '').split(/\n+/).filter((line) => line.trim() !== '');
  return lines.map((line) => `<p dir="auto">${escaped(line)}</p>`).join('');
}

function services({ profile }: PageDocument, words: PageWords, locale: string): string {
  const offered = profile.services ?? [];
  if (offered.length === 0) return '';
  const lines = offered.map((service) => {
    const { name, description, minutes } = service;
    const takes = minutes === undefined ? undefined : fill(words.minutes, { minutes });
    return `<li><div class="service"><span dir="auto">${escaped(name)}</span><span class="price">${escaped(priceText(service, words, locale))}</span></div>
${when(takes, (text) => `<div class="small">${escaped(text)}</div>`)}${when(description, (text) => `<div class="small" dir="auto">${escaped(text)}</div>`)}</li>`;
  });
  return `<section><h2>${words.services}</h2><ul class="services">${lines.join('')}</ul></section>`;
}

function hours({ profile }: PageDocument, words: PageWords, locale: string): string {
  if (profile.hours === undefined) return '';
  const rows = hoursLines(profile.hours, words, locale).map(
    ({ day, open }) => `<tr><th scope="row">${escaped(day)}</th><td>${escaped(open)}</td></tr>`,
  );
  return `<section><h2>${words.hours}</h2><table>${rows.join('')}</table></section>`;
}

function contact({ profile }: PageDocument, words: PageWords, language: PageLanguage): string {
  const { phone, email, website } = profile.contact ?? {};
  const spoken = profile.languages ?? [];
  const rows = [
    when(phone, (text) => row(words.phone, link(`tel:${text.replaceAll(/[^\d+]/g, '')}`, text))),
    when(email, (text) =>
      row(words.email, link(`mailto:${encodeURIComponent(text).replace('%40', '@')}`, text)),
    ),
    when(website, (text) => row(words.website, link(text, text.replace(/^https?:\/\//, '')))),
    spoken.length === 0 ? '' : row(words.languages, escaped(languagesText(spoken, language))),
  ].join('');
  return rows === '' ? '' : `<section><h2>${words.contact}</h2><dl>${rows}</dl></section>`;
}

const row = (name: string, html: string): string =>
  `<div><dt>${escaped(name)}</dt><dd dir="auto">${html}</dd></div>`;
const link = (to: string, text: string): string =>
  `<a href="${escaped(to)}" rel="noopener noreferrer">${escaped(text)}</a>`;

/** The form itself is made by the script, which seals what is typed there: without it there is none. */
function request({ profile, requests }: PageDocument, words: PageWords, { assets }: PagePlace): string {
  if (requests === undefined) return '';
  const { name } = profile;
  const note =
    assets === undefined ? `<p>${words.noForm}</p>` : `<noscript><p>${words.noScript}</p></noscript>`;
  return `<section id="request"><h2>${words.request}</h2>
<p class="lock">${escaped(fill(words.lock, { name }))}</p><details class="small"><summary>${escaped(words.lockWho)}</summary><p>${escaped(words.lockMore)}</p></details>
${note}<div id="form"></div></section>`;
}

/** Where there is no page, or none any more: it says nothing of what was there. Whoever has asked reads their answer still. */
export function renderGone(language: PageLanguage, place: Pick<PagePlace, 'assets' | 'relay'>): string {
  const { assets, relay } = place;
  const words = pageWords[language];
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="referrer" content="no-referrer"><meta name="color-scheme" content="light dark"><link rel="icon" href="data:,"><title>${words.gone}</title>
${when(assets?.style, (style) => `<link rel="stylesheet" href="${escaped(style)}">`)}</head><body data-relay="${escaped(relay)}"><main><h1 id="gone">${words.gone}</h1></main>
<script type="application/json" id="words">${inHtml(JSON.stringify(words))}</script>
${when(assets?.script, (script) => `<script type="module" src="${escaped(script)}"></script>`)}</body></html>
`;
}
