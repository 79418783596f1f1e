import type { ChatLine } from '#shared/public-page/chat.ts';
import { longestChatText } from '#shared/public-page/names.ts';
import { fill } from '#shared/public-page/words/page-words.ts';
import type { ChatWords } from '#shared/public-page/words/chat-words.ts';
import { chatSession } from './chat-session.ts';
import { make } from './dom.ts';
import { textInput } from './field.ts';
import { randomText } from './random.ts';

const lookAgain = 4000;

interface Chat {
  relay: string;
  key: string;
  words: ChatWords;
  language: string;
  /** The window opens and closes by itself as well. */
  onToggle(isOpen: boolean): void;
}

/** The window of the chat: what was said, a field, and a place to leave a number for later. */
export function chatPanel({ words, onToggle, ...of }: Chat) {
  const session = chatSession(of);
  const title = make('h2', {}, words.open);
  const lock = make('p', { class: 'small' });
  const log = make('div', { class: 'log', role: 'log', 'aria-live': 'polite', tabindex: 0 });
  const problem = make('p', { class: 'wrong', role: 'alert' });
  const text = make('textarea', {
    rows: 2,
    maxlength: longestChatText,
    dir: 'auto',
    'aria-label': words.write,
    placeholder: words.write,
  });
  const button = make('button', { type: 'submit', class: 'first' }, words.send);
  const form = make('form', { submit: (event) => void submit(event), keydown: sendByEnter }, text, button);
  const later = laterForm(words, (name, reach) => say({ ...reachSaid(reach), name }));
  const block = make(
    'section',
    { class: 'panel', role: 'dialog', 'aria-label': words.open, hidden: true, keydown: closeByEscape },
    make(
      'header',
      {},
      title,
      make('button', { type: 'button', class: 'close', 'aria-label': words.close, click: close }, '×'),
    ),
    lock,
    log,
    later.block,
    problem,
    form,
  );
  /** Sent from here, and not in what the business has of it yet. */
  let own: ChatLine[] = [];
  let known: ChatLine[] = [];
  let name = '';
  let isBegun = false;
  let timer: ReturnType<typeof setInterval> | undefined;

  const reachSaid = (reach: string) => ({ words: fill(words.reachLine, { reach }), reach });
  const filled = (said: string): string => fill(said, { name });

  function show(): void {
    const seen = new Set(known.map(({ id }) => id));
    own = own.filter(({ id }) => !seen.has(id));
    const all = [...known, ...own];
    log.replaceChildren(
      ...all.map(({ isTheirs, text: said }) =>
        make(
          'p',
          { class: isTheirs ? 'yours' : 'theirs' },
          make('span', { class: 'hidden' }, isTheirs ? words.yours : filled(words.theirs)),
          make('span', { dir: 'auto' }, said),
        ),
      ),
    );
    log.scrollTop = log.scrollHeight;
    later.block.hidden = all.length === 0;
  }

  async function look(): Promise<void> {
    if (document.visibilityState !== 'visible') return;
    const lines = await session.lines();
    if (lines === undefined || lines.at(-1)?.id === known.at(-1)?.id) return;
    known = lines;
    show();
    const last = lines.at(-1);
    // An answer shows itself, once, and takes the focus from nothing.
    if (block.hidden && last?.isTheirs === false && last.id !== session.kept().seen) unfold();
    if (!block.hidden) session.note({ seen: last?.id });
  }

  function follow(): void {
    timer ??= setInterval(() => void look(), lookAgain);
    void look();
  }

  async function say(said: { words: string; name?: string; reach?: string }): Promise<boolean> {
    const id = randomText(16);
    button.disabled = true;
    problem.textContent = '';
    button.textContent = words.sending;
    const outcome = await session.say(id, said);
    button.disabled = false;
    button.textContent = words.send;
    if (outcome === 'sent') {
      own.push({ id, at: Date.now(), isTheirs: true, text: said.words });
      show();
      follow();
    } else problem.textContent = outcome === 'tooMany' ? words.tooMany : words.notSent;
    return outcome === 'sent';
  }

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    const said = text.value.trim();
    if (button.disabled) return;
    problem.textContent = said === '' ? words.empty : '';
    if (said !== '' && (await say({ words: said }))) text.value = '';
    text.focus();
  }

  function sendByEnter(event: Event): void {
    const { key, shiftKey, isComposing } = event as KeyboardEvent;
    if (key !== 'Enter' || shiftKey || isComposing || event.target !== text) return;
    event.preventDefault();
    form.requestSubmit();
  }

  function closeByEscape(event: Event): void {
    if ((event as KeyboardEvent).key === 'Escape') close();
  }

  function close(): void {
    block.hidden = true;
    session.note({ isOpen: false });
    onToggle(false);
  }

  function unfold(): void {
    block.hidden = false;
    session.note({ isOpen: true, seen: known.at(-1)?.id });
    onToggle(true);
    void begin();
  }

  /** Only now the relay is asked for anything. */
  async function begin(): Promise<void> {
    if (isBegun) return;
    isBegun = true;
    const opened = await session.open();
    const wrong = typeof opened === 'string' ? words[opened] : undefined;
    problem.textContent = wrong ?? '';
    text.disabled = wrong !== undefined;
    button.disabled = text.disabled;
    isBegun = typeof opened !== 'string';
    if (typeof opened === 'string') return;
    name = opened.name;
    title.textContent = filled(words.title);
    block.setAttribute('aria-label', title.textContent);
    lock.textContent = filled(words.lock);
    later.told(name);
    if (session.hasBegun()) follow();
  }

  function open(): void {
    unfold();
    text.focus();
  }

  return {
    block,
    open,
    /** On another page of the site it goes on where it was. */
    goOn(): void {
      if (session.hasBegun() && session.kept().isOpen === true) unfold();
      else if (session.hasBegun()) void begin();
    },
  };
}

/** Where the visitor leaves how they are reached: answers come to this page only while it is open. */
function laterForm(words: ChatWords, leave: (name: string, reach: string) => Promise<boolean>) {
  const name = textInput('text', 200, 'name');
  const reach = textInput('text', 254, 'email');
  name.setAttribute('aria-label', words.name);
  reach.setAttribute('aria-label', words.reach);
  name.placeholder = words.name;
  reach.placeholder = words.reach;
  const button = make('button', { type: 'submit' }, words.leave);
  const hint = make('p', { class: 'small' }, words.reachHint);
  const form = make('form', { class: 'later', submit: (event) => void submit(event) }, name, reach, button);
  const block = make('div', { hidden: true }, hint, form);

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    const at = reach.value.trim();
    if (at === '') return reach.focus();
    button.disabled = true;
    const isLeft = await leave(name.value.trim(), at);
    button.disabled = false;
    if (isLeft) block.replaceChildren(make('p', { class: 'small' }, fill(words.left, { reach: at })));
  }

  return {
    block,
    told: (business: string) => (hint.textContent = fill(words.reachHint, { name: business })),
  };
}
