import { useState } from 'react';
import { beforeAll, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { startMessages } from '#renderer/locales/i18n.ts';
import { mount } from '../testing/mount.tsx';
import { LargeView, LargeViewRoot } from './large-view.tsx';

beforeAll(() => startMessages());

const names = ['Leak', 'Pipe', 'Repaired'];

/** Three pictures, the first of them large, each with a field for a note. */
function show() {
  const saved: string[] = [];
  function Room() {
    const [at, setAt] = useState<number | undefined>(0);
    return (
      <LargeViewRoot opened={at !== undefined} onClose={() => setAt(undefined)}>
        {at !== undefined && (
          <LargeView
            label={names[at]!}
            place={{ number: at + 1, count: names.length }}
            facts="today"
            controls={null}
            onKey={(key) => {
              if (key === 's') saved.push(names[at]!);
              return key === 's';
            }}
            onClose={() => setAt(undefined)}
            onStep={(step) => setAt(at + step)}
            foot={<input aria-label="Note" />}
          >
            <p>{names[at]}</p>
          </LargeView>
        )}
      </LargeViewRoot>
    );
  }
  mount(<Room />);
  return { saved };
}

test('the arrows go through the pictures and stop at both ends; Esc closes', async () => {
  show();
  const named = (name: string) => page.getByRole('dialog', { name });
  await expect.element(named('Leak')).toBeVisible();
  await expect.element(page.getByRole('button', { name: 'Earlier' })).toBeDisabled();
  await userEvent.keyboard('{ArrowLeft}{ArrowRight}{ArrowRight}{ArrowRight}');
  await expect.element(named('Repaired')).toBeVisible();
  await expect.element(page.getByText('3 of 3')).toBeVisible();
  await page.getByRole('button', { name: 'Earlier' }).click();
  await expect.element(named('Pipe')).toBeVisible();
  await userEvent.keyboard('{Escape}');
  await expect.element(named('Pipe')).not.toBeInTheDocument();
});

test('who types a note moves in the note, and no key of the view is meant', async () => {
  const { saved } = show();
  await expect.element(page.getByText('1 of 3')).toBeVisible();
  await userEvent.keyboard('s');
  await page.getByLabelText('Note').fill('');
  await userEvent.keyboard('seal{ArrowLeft}{ArrowRight}');
  await expect.element(page.getByLabelText('Note')).toHaveValue('seal');
  await expect.element(page.getByText('1 of 3')).toBeVisible();
  expect(saved).toEqual(['Leak']);
});
