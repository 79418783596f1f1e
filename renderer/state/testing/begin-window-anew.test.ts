import { expect, test } from 'vitest';
import { useCall } from '../call.ts';
import { readTable, takePatches } from '../records.ts';
import { useSession } from '../session.ts';
import { unsavedInput } from '../unsaved.ts';
import { beginWindowAnew } from './begin-window-anew.ts';

test('of what one file of tests has done to the window, the next one finds nothing', async () => {
  const { href } = location;
  useSession.setState({ vault: 'unlocked', loaded: true });
  useCall.setState({ opened: true });
  const contact = { id: 'ann', name: 'Ann', createdAt: 0 };
  takePatches([{ collection: 'contacts', upsert: [contact as never], remove: [] }]);
  unsavedInput.set('answer/talk', { text: 'We come at' });
  document.body.append(document.createElement('dialog'));
  document.documentElement.setAttribute('data-mantine-color-scheme', 'dark');
  localStorage.setItem('plumbline-theme', 'dark');
  history.pushState(null, '', '/people');

  await beginWindowAnew();
  expect(useSession.getState()).toEqual(useSession.getInitialState());
  expect(useCall.getState().opened).toBe(false);
  expect(readTable('contacts').size).toBe(0);
  expect(unsavedInput.get('answer/talk')).toBeUndefined();
  expect(document.body.children).toHaveLength(0);
  expect(document.documentElement.getAttributeNames()).toEqual([]);
  expect([localStorage.length, location.href]).toEqual([0, href]);
});
