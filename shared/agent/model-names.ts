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

/** Whether a model may be offered for this. A server that does not say what its models can do is not held to it. */
export function canDo(
  { capabilities }: { capabilities?: readonly string[] | undefined },
  wanted: 'completion' | 'embedding',
): boolean {
  return capabilities?.includes(wanted) ?? true;
}
