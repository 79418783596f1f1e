import { wishBounds } from '#shared/public-page/bounds.ts';
import type { RequestRule } from '#shared/public-page/document.ts';
import { mostWishes, partsOfDay } from '#shared/public-page/names.ts';
import { localeFor, make } from './dom.ts';
import { field, type Field } from './field.ts';
import type { Page } from './page.ts';

/** The wished days, of which there may be several. */
export function wishList(page: Page, rule: () => RequestRule) {
  const { words, say, document } = page;
  const rows: { block: HTMLElement; day: Field; input: HTMLInputElement; part: HTMLSelectElement }[] = [];
  const list = make('div');
  const more = make('button', { type: 'button', class: 'plain', click: () => add() }, words.addWish);
  const block = make('fieldset', {}, make('legend', {}, words.wishes), list, more);

  const bounds = () => wishBounds(rule(), document.timeZone, Date.now());

  function add(): void {
    const input = make('input', { type: 'date' });
    const part = make(
      'select',
      { 'aria-label': words.partOfDay },
      ...partsOfDay.map((value) => make('option', { value }, value === 'any' ? words.anyTime : words[value])),
    );
    const day = field(words.day, input);
    const time = field(words.partOfDay, part);
    const row = { block: make('div', { class: 'pair' }, day.block, time.block), day, input, part };
    if (rows.length > 0)
      row.block.append(
        make(
          'button',
          {
            type: 'button',
            class: 'plain',
            click() {
              rows.splice(rows.indexOf(row), 1);
              row.block.remove();
              more.hidden = false;
            },
          },
          say(words.removeWish, { number: rows.length + 1 }),
        ),
      );
    rows.push(row);
    list.append(row.block);
    more.hidden = rows.length >= mostWishes;
    keepBounds();
  }

  function keepBounds(): void {
    const [first, last] = bounds();
    for (const { input } of rows) {
      input.min = first;
      input.max = last;
    }
  }

  add();
  return {
    block,
    keepBounds,
    values: () => rows.map(({ input, part }) => ({ day: input.value, part: part.value })),
    /** The fields of which something is wrong. */
    check(): Field[] {
      const [first, last] = bounds();
      const format = new Intl.DateTimeFormat(localeFor(page.language), {
        dateStyle: 'medium',
        timeZone: 'UTC',
      });
      const text = (day: string): string => format.format(Date.parse(`${day}T00:00:00Z`));
      return rows.flatMap(({ day, input }) => {
        const isRight = input.value >= first && input.value <= last;
        day.complain(isRight ? undefined : say(words.wrongDay, { first: text(first), last: text(last) }));
        return isRight ? [] : [day];
      });
    },
  };
}
