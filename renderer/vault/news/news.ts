import { isMaterial, type NewsEntry } from '#shared/domain/news/news.ts';
import { decisionOn, type NewsDecision } from '#shared/domain/news/decision.ts';
import type { Keyring } from '../books/keyring.ts';
import type { Library } from '../books/library.ts';

/** What an owner has agreed to of what updates have changed. */
export interface News {
  /** Whether the feature behind an entry may run: asked there, each time anew. */
  agreed(entryId: string): boolean;
  /** The owner's last word to an entry that has to be agreed to; nothing where none was said yet. */
  decision(entryId: string): NewsDecision | undefined;
}

export function createNews(deps: {
  library: Pick<Library, 'all' | 'writersOf'>;
  keyring: Pick<Keyring, 'roster'>;
  entries: readonly NewsEntry[];
}): News {
  const { library, keyring, entries } = deps;
  const isOwners = (id: string): boolean =>
    library.writersOf('newsDecisions', id).some(({ deviceId }) => keyring.roster.isOwners(deviceId));

  function decision(entryId: string): NewsDecision | undefined {
    const entry = entries.find(({ id }) => id === entryId);
    if (entry === undefined || !isMaterial(entry)) return undefined;
    return decisionOn(
      entry,
      [...library.all('newsDecisions')].filter(({ id }) => isOwners(id)),
    );
  }

  return { decision, agreed: (entryId) => decision(entryId)?.agrees === true };
}
