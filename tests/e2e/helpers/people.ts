import type { Page } from '@playwright/test';
import { expect } from './expect.ts';
import { goTo } from './owner.ts';

/** Contacts that an owner adds, and what the product said of them. */
export interface People {
  /** Adds one. Resolves when the product says that it is done. */
  add(page: Page): Promise<void>;
  /** What is said to be done from now on does not count. */
  stopCounting(): void;
  /** From now on it counts again, and of what was added before only this. */
  countOn(names?: ReadonlySet<string>): void;
  /** Those in the list now. */
  listed(page: Page): Promise<string[]>;
  /** All that count are in the list, and nobody is twice. */
  areThere(page: Page): Promise<void>;
}

export function createPeople(): People {
  let added = new Set<string>();
  let begun = 0;
  let isCounting = true;

  async function listed(page: Page): Promise<string[]> {
    await goTo(page, 'People');
    const grid = page.getByRole('grid', { name: 'People' });
    return grid
      .getByRole('gridcell')
      .getByText(/^Visser \d+$/)
      .allInnerTexts();
  }

  return {
    async add(page) {
      const name = `Visser ${begun++}`;
      await goTo(page, 'People');
      await page.getByRole('main').getByRole('button', { name: 'Add contact' }).first().click();
      const dialog = page.getByRole('dialog', { name: 'Add contact' });
      await dialog.getByLabel('Name').fill(name);
      await dialog.getByRole('button', { name: 'Add contact' }).click();
      await expect(dialog).toBeHidden();
      if (isCounting) added.add(name);
    },
    stopCounting() {
      isCounting = false;
    },
    countOn(names) {
      isCounting = true;
      if (names !== undefined) added = new Set([...added].filter((name) => names.has(name)));
    },
    listed,
    async areThere(page) {
      await expect.poll(() => listed(page)).toEqual(expect.arrayContaining([...added]));
      const names = await listed(page);
      expect(names.toSorted()).toEqual([...new Set(names)].toSorted());
    },
  };
}
