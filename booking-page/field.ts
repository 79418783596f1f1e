import type { PageWords } from '#shared/public-page/words/page-words.ts';
import { make } from './dom.ts';

/** An input with its label. */
export interface Field {
  block: HTMLElement;
  value(): string;
  /** Shows what is wrong; nothing takes it away. */
  complain(text: string | undefined): void;
  focus(): void;
}

type Input = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

let fields = 0;

/** A labelled input with a place for what is wrong with it. */
export function field(label: string, input: Input, note?: string): Field {
  const id = `f${++fields}`;
  const wrong = make('p', { class: 'wrong', id: `${id}w`, hidden: true });
  input.id = id;
  const hint = note === undefined ? undefined : make('p', { class: 'small', id: `${id}h` }, note);
  if (hint !== undefined) input.setAttribute('aria-describedby', hint.id);
  return {
    block: make('div', { class: 'field' }, make('label', { for: id }, label), input, hint, wrong),
    value: () => input.value.trim(),
    complain(text) {
      wrong.textContent = text ?? '';
      wrong.hidden = text === undefined;
      input.setAttribute('aria-invalid', String(text !== undefined));
      const described = [hint?.id, text === undefined ? undefined : wrong.id].filter(Boolean).join(' ');
      if (described === '') input.removeAttribute('aria-describedby');
      else input.setAttribute('aria-describedby', described);
    },
    focus: () => input.focus(),
  };
}

/** An input for a line of text. */
export const textInput = (type: string, longest: number, autocomplete = 'off'): HTMLInputElement =>
  make('input', { type, maxlength: longest, autocomplete, dir: 'auto' });

/** The field, where nothing stands in it: it says so itself. */
export function needed(one: Field, words: Pick<PageWords, 'missing'>): Field[] {
  const isMissing = one.value() === '';
  one.complain(isMissing ? words.missing : undefined);
  return isMissing ? [one] : [];
}
