import { useState } from 'react';
import { expect, onTestFinished, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { mount } from '../testing/mount.tsx';
import { DataList, type DataColumn } from './data-list.tsx';

interface Row {
  id: string;
  name: string;
}

const rows: Row[] = ['Ann', 'Bea', 'Cleo'].map((name) => ({ id: name, name }));
const columns: DataColumn<Row>[] = [
  { key: 'name', header: 'Name', render: ({ name }) => name },
  { key: 'town', header: 'Town', render: () => 'Delft', secondary: true },
];

/** A room with a list, beside which one of its rows can be open. */
function show() {
  const opened: string[] = [];
  function Room() {
    const [open, setOpen] = useState<string>();
    return (
      <div style={{ height: 300, width: 600 }}>
        <DataList
          label="People"
          rows={rows}
          columns={columns}
          selectedId={open}
          compact={open !== undefined}
          below={() => 'in Delft'}
          onOpen={({ id }) => {
            opened.push(id);
            setOpen(id);
          }}
        />
        {open !== undefined && (
          <button type="button" onClick={() => setOpen(undefined)}>
            Close
          </button>
        )}
      </div>
    );
  }
  mount(<Room />);
  return opened;
}

const grid = page.getByRole('grid', { name: 'People' });

test('a list that appears while nobody has the focus answers the arrows and Enter', async () => {
  const opened = show();
  await expect.element(grid).toHaveFocus();
  await userEvent.keyboard('{ArrowDown}{Enter}');
  await expect.poll(() => opened).toEqual(['Bea']);
  await userEvent.keyboard('{ArrowDown}');
  expect(opened).toEqual(['Bea', 'Cleo']);
});

test('what a list leaves out beside a detail stands below its rows, and closing the detail leads back to it', async () => {
  show();
  await expect.element(page.getByText('Delft', { exact: true }).first()).toBeVisible();
  await page.getByText('Ann', { exact: true }).click();
  await expect.element(page.getByText('in Delft').first()).toBeVisible();
  await expect.element(page.getByText('Delft', { exact: true }).first()).not.toBeInTheDocument();
  await page.getByRole('button', { name: 'Close' }).click();
  await expect.element(grid).toHaveFocus();
});

test('a list never takes the focus from somebody who has it', async () => {
  const field = document.body.appendChild(document.createElement('input'));
  onTestFinished(() => field.remove());
  field.focus();
  show();
  await expect.element(grid).toBeVisible();
  await expect.element(page.getByText('Ann', { exact: true })).toBeVisible();
  expect(document.activeElement).toBe(field);
});
