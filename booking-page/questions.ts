import type { RequestRule } from '#shared/public-page/document.ts';
import { make } from './dom.ts';
import { field, type Field, needed, textInput } from './field.ts';
import type { Page } from './page.ts';

/** What the business wants to know of a service. */
export function questionFields({ words }: Page, rule: () => RequestRule) {
  const block = make('div');
  let asked: { id: string; isRequired: boolean; field: Field }[] = [];
  return {
    block,
    follow(): void {
      asked = rule().questions.map(({ id, text, isRequired }) => {
        const label = isRequired ? `${text} (${words.required})` : text;
        return { id, isRequired, field: field(label, textInput('text', 2000)) };
      });
      block.replaceChildren(...asked.map((each) => each.field.block));
    },
    check: (): Field[] => asked.flatMap((each) => (each.isRequired ? needed(each.field, words) : [])),
    said: (): object => {
      const answers = asked.map((each) => [each.id, each.field.value()] as const);
      return { answers: Object.fromEntries(answers.filter(([, answer]) => answer !== '')) };
    },
  };
}

/** What somebody may agree to, with the notice that tells what is done with what they give. Nothing is ticked. */
export function agreements({ words, say, document: { requests } }: Page) {
  const notice = requests?.notice;
  const offered = (['visitReminders', 'marketing'] as const).flatMap((purpose) => {
    const text = notice?.asks[purpose];
    return text === undefined ? [] : [{ purpose, text, box: make('input', { type: 'checkbox' }) }];
  });
  const boxes = offered.map(({ box, text }) =>
    make('label', { class: 'inline field' }, box, make('span', { dir: 'auto' }, text)),
  );
  const told =
    notice &&
    make(
      'details',
      { class: 'field' },
      make('summary', {}, say(words.notice)),
      make('p', { class: 'notice small', dir: 'auto' }, notice.text),
    );
  return {
    blocks: [...boxes, ...(told === undefined ? [] : [told])],
    said: (): object => {
      const ticked = offered.filter(({ box }) => box.checked).map(({ purpose }) => [purpose, true] as const);
      return { agrees: Object.fromEntries(ticked), ...(notice !== undefined && { noticeId: notice.id }) };
    },
  };
}
