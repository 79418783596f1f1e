import type { Passage } from '#shared/agent/knowledge/passages.ts';
import { run } from '#renderer/state/commands.ts';

/** Passages that one document may bring; `knowledge.addDocument` refuses more. */
export const mostPassages = 1000;

/** Adds the passages as one document, to be read; gives the first of them. */
export async function addDocument(
  name: string,
  source: 'text' | 'file',
  passages: Passage[],
): Promise<string | undefined> {
  const done = await run('knowledge.addDocument', { name, source, passages });
  return done.ok ? done.value.ids[0] : undefined;
}
