/** The window's origin. Its data belong to it: it never changes. */
export const windowScheme = 'app';
export const windowHost = 'plumbline';
export const windowUrl = `${windowScheme}://${windowHost}/`;

/** Whether an address is one of our page's own. Parsed, never compared as text. */
export function isWindowUrl(address: string): boolean {
  const url = URL.parse(address);
  return (
    url !== null &&
    url.protocol === `${windowScheme}:` &&
    url.host === windowHost &&
    url.username === '' &&
    url.password === ''
  );
}
