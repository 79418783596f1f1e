import { contentId } from '#shared/lib/hash.ts';
import type { Json } from '#shared/lib/json.ts';

/**
 * A record that is written once, named by the hash of its content, so that no other content goes by its name. The
 * `salt`, a fresh id, is part of it: who knows the name alone, after the content was erased, cannot guess it.
 */
export function proven<Content extends object>(
  content: Content & { salt: string },
): Content & { id: string } {
  const body = JSON.parse(JSON.stringify(content)) as Content;
  return { ...body, id: contentId(body as Json) };
}

/** Whether a record is what it was when it was written: its id is the hash of the rest. */
export function provesItself(record: { id: string }): boolean {
  const { id, ...content } = record;
  return contentId(content) === id;
}
