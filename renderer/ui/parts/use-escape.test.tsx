import { Menu } from '@mantine/core';
import { expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { mount } from '../testing/mount.tsx';
import { useEscape } from './use-escape.ts';

function Detail({ onEscape }: { onEscape: () => void }) {
  useEscape(onEscape);
  return (
    <Menu>
      <Menu.Target>
        <button type="button">More</button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item>Archive</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

test('Esc closes the menu that is open and nothing else; the next one what is open beside the list', async () => {
  const onEscape = vi.fn<() => void>();
  mount(<Detail onEscape={onEscape} />);
  await page.getByRole('button', { name: 'More' }).click();
  await expect.element(page.getByRole('menuitem', { name: 'Archive' })).toBeVisible();
  await userEvent.keyboard('{Escape}');
  await expect.element(page.getByRole('menuitem')).not.toBeInTheDocument();
  expect(onEscape).not.toHaveBeenCalled();
  await userEvent.keyboard('{Escape}');
  expect(onEscape).toHaveBeenCalledOnce();
});
