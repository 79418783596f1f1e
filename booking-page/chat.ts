import { pageLanguageOf } from '#shared/public-page/languages.ts';
import { chatWords } from '#shared/public-page/words/chat-words.ts';
import { chatPanel } from './chat-panel.ts';
import { chatStyle } from './chat-style.ts';
import { make } from './dom.ts';

/**
 * The chat on a site of the owner's, by one script tag. `data-page` is the address of the page at the relay, `data-key` the
 * fingerprint of its key: what is typed is sealed to no other. Until somebody opens it nothing is asked of anybody.
 */
function start(tag: HTMLScriptElement): void {
  const { page = '', key = '', relay } = tag.dataset;
  const own = [...navigator.languages, document.documentElement.lang, 'en'];
  const language = own.map(pageLanguageOf).find((each) => each !== undefined) ?? 'en';
  const words = chatWords[language];
  const host = make('div', { lang: language, dir: 'ltr' });
  const root = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(chatStyle);
  root.adoptedStyleSheets = [sheet];
  // The relay's own copy stands beside the pages.
  const place = relay ?? new URL(`../${encodeURIComponent(page)}`, tag.src).href;
  const button = make('button', { type: 'button', class: 'open', click: () => panel.open() }, words.open);
  const panel = chatPanel({
    relay: place,
    key,
    words,
    language,
    onToggle(isOpen) {
      button.hidden = isOpen;
      if (!isOpen) button.focus();
    },
  });
  root.append(button, panel.block);
  document.body.append(host);
  panel.goOn();
}

const tag = document.currentScript;
if (tag instanceof HTMLScriptElement)
  if (document.body === null) addEventListener('DOMContentLoaded', () => start(tag));
  else start(tag);
