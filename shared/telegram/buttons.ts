import type { TelegramDeed } from '#shared/domain/telegram.ts';
import type { TelegramWords } from './words.ts';

type Buttons = { label: string; data: string }[][];

/** Two in a row, in the order of their deeds. */
export function buttonsOf(
  handles: readonly { does: TelegramDeed; handle: string }[],
  { deed }: Pick<TelegramWords, 'deed'>,
): Buttons {
  const rows: Buttons = [];
  for (const { does, handle } of handles) {
    const last = rows.at(-1);
    const button = { label: deed[does], data: handle };
    if (last === undefined || last.length === 2) rows.push([button]);
    else last.push(button);
  }
  return rows;
}
