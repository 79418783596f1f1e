/** The part of a window that the address needs. */
export type AddressWindow = Pick<Window, 'location' | 'history'>;

/**
 * The invitation's link with which this window was opened (`#join=…`), if it was. Its secret is taken out of
 * the address, so that it is in no bookmark and not in the browser's history.
 */
export function takeInvitation({ location, history }: AddressWindow): string | undefined {
  if (!location.hash.startsWith('#join=')) return undefined;
  const link = location.href;
  history.replaceState(history.state, '', `${location.pathname}${location.search}`);
  return link;
}

/** Calls back with each invitation that the shell puts into the address later on. Returns how to end that. */
export function onInvitation(
  target: AddressWindow & Pick<Window, 'addEventListener' | 'removeEventListener'>,
  listener: (link: string) => void,
): () => void {
  const look = (): void => {
    const link = takeInvitation(target);
    if (link !== undefined) listener(link);
  };
  target.addEventListener('hashchange', look);
  return () => target.removeEventListener('hashchange', look);
}
