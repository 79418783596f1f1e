/** Kept for this tab only: it survives a reload, and ends with the tab. */
const storageKey = 'plumbline.token';

/** The part of a window that this needs. */
export type TokenWindow = Pick<Window, 'location' | 'history' | 'sessionStorage' | 'fetch'>;

/**
 * The browser host's token: bought once with the key in the address, or kept from before a reload.
 * Resolves to `undefined` where this window was not opened by Plumbline.
 */
export async function obtainToken(window: TokenWindow): Promise<string | undefined> {
  const key = takeKey(window);
  const kept = window.sessionStorage.getItem(storageKey) ?? undefined;
  const token = key === undefined ? undefined : await buyToken(window, key);
  if (token !== undefined) window.sessionStorage.setItem(storageKey, token);
  return token ?? kept;
}

/** Takes the key out of the address, so that it is in no bookmark and no copied link. */
function takeKey({ location, history }: TokenWindow): string | undefined {
  const key = /^#key=([\w-]+)$/.exec(location.hash)?.[1];
  if (key !== undefined) history.replaceState(history.state, '', `${location.pathname}${location.search}`);
  return key;
}

async function buyToken(window: TokenWindow, key: string): Promise<string | undefined> {
  const response = await window.fetch('/bridge/token', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ key }),
  });
  if (!response.ok) return undefined;
  const { token } = (await response.json()) as { token?: unknown };
  return typeof token === 'string' ? token : undefined;
}
