import { clearTables } from '../records.ts';
import { handOverUnsavedInput } from '../unsaved.ts';
import { beginStoresAnew } from './known-stores.ts';

const { href } = location;

/** Takes from a window all that a test has done to it, as if it had just been opened. Screens are taken down already. */
export async function beginWindowAnew(): Promise<void> {
  await handOverUnsavedInput();
  clearTables();
  beginStoresAnew();
  document.body.replaceChildren();
  const { documentElement: root } = document;
  for (const name of root.getAttributeNames()) root.removeAttribute(name);
  localStorage.clear();
  sessionStorage.clear();
  history.replaceState(null, '', href);
}
