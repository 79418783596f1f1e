/**
 * Whether a model's name says that it runs on somebody else's computer: `X:cloud` and `X:120b-cloud` are
 * passed on by a local server without a download. A name without the tag proves nothing.
 */
export function isCloudName(name: string): boolean {
  const tag = name
    .slice(name.lastIndexOf('/') + 1)
    .split(':')
    .slice(1)
    .join(':');
  return /(^|[-:])cloud$/i.test(tag.trim());
}
