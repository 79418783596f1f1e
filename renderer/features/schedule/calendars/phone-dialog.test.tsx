import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { page } from 'vitest/browser';
import { publishedFeedId } from '#shared/domain/published-feed.ts';
import { startMessages } from '#renderer/locales/i18n.ts';
import { useSession } from '#renderer/state/session.ts';
import { createFirm, showSchedule } from '../testing/show-schedule.tsx';

beforeAll(() => startMessages());

test('a calendar for a phone shows nothing more than is chosen, says what that means, and is withdrawn', async () => {
  const before = useSession.getState();
  onTestFinished(() => useSession.setState(before, true));
  useSession.setState({ sync: { ...before.sync, relayUrl: 'https://relay.example/x/' } as never });
  const firm = createFirm(['Ana', 'Ben']);
  const feed = () => firm.records.get('publishedFeeds', publishedFeedId('m2'));
  await showSchedule(firm);
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Calendar for a phone…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Whose visits' }).selectOptions('m2');
  await dialog.getByRole('button', { name: 'Make calendar' }).click();
  await expect.poll(() => feed()?.address).toMatch(/^[A-Za-z0-9_-]{43}$/);
  const first = feed()!.address!;
  expect(feed()!.fields ?? {}).toEqual({});
  await expect
    .element(dialog.getByRole('textbox', { name: 'Address for the phone' }))
    .toHaveValue(`https://relay.example/x/v1/feeds/${first}/calendar.ics`);
  await expect.element(dialog.getByText(/read when this person is busy/)).toBeVisible();
  await dialog.getByRole('checkbox', { name: 'The customer’s name' }).click();
  await expect.poll(() => feed()!.fields).toEqual({ customer: true });
  await expect.element(dialog.getByText(/read what is chosen here/)).toBeVisible();
  for (const name of ['What is done', 'The address of the visit', 'The customer’s phone'])
    await dialog.getByRole('checkbox', { name }).click();
  // On a small screen its buttons are there without scrolling.
  await page.viewport(1024, 700);
  const { bottom } = dialog.getByRole('button', { name: 'Withdraw' }).element().getBoundingClientRect();
  expect(bottom).toBeLessThan(dialog.element().getBoundingClientRect().bottom);
  await dialog.getByRole('button', { name: 'New address' }).click();
  await expect.poll(() => feed()!.withdrawn).toEqual({ [first]: true });
  await dialog.getByRole('button', { name: 'Withdraw' }).click();
  await expect.poll(() => feed()!.address).toBeUndefined();
  expect(Object.keys(feed()!.withdrawn!)).toHaveLength(2);
});
