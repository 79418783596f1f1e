import { beforeAll, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { startMessages } from '#renderer/locales/i18n.ts';
import { mount } from '../testing/mount.tsx';
import { SetAsideNote } from './set-aside-note.tsx';

beforeAll(() => startMessages());

test('what could not be read of a record is shown beside it, and one click is rid of it', async () => {
  const removed: string[][][] = [];
  const parts = [
    { path: ['name'], value: 42 },
    { path: ['phones', 'home', 'number'], value: ['a'] },
  ];
  const onRemove = async (paths: string[][]) => void removed.push(paths);
  mount(<SetAsideNote parts={parts} onRemove={onRemove} />);
  await expect.element(page.getByText('name: 42')).toBeVisible();
  await expect.element(page.getByText('phones › home › number: ["a"]')).toBeVisible();
  await page.getByRole('button', { name: 'Remove what could not be read' }).click();
  expect(removed).toEqual([[['name'], ['phones', 'home', 'number']]]);
});
