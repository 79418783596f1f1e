import type { Guard } from '../guard.ts';
import type { Archive } from './archive.ts';

/** Where lists go back by years. */
export type YearlyCompartment = 'work' | 'money';

/** Old months and years, as somebody looks into them. */
export interface ArchiveApi {
  /**
   * Opens the newest closed month that holds earlier messages of a conversation. Its records have been sent when
   * this resolves. `more`: there are still older ones that are closed.
   */
  openEarlier(conversationId: string): Promise<{ more: boolean }>;
  /** Opens the closed book that holds a record, such as a job of years ago. `false` where no closed book has it. */
  openRecord(collection: string, id: string): Promise<boolean>;
  /** Opens all closed years that hold something of a contact. */
  openHistory(contactId: string): Promise<void>;
  /** The newest year of jobs or of invoices that is closed; `undefined` where none is. */
  earlierYear(compartment: YearlyCompartment): Promise<number | undefined>;
  /** Opens the year that `earlierYear` names. */
  openEarlierYear(compartment: YearlyCompartment): Promise<void>;
}

export function createArchiveApi({ open }: Guard<{ archive: Archive }>): ArchiveApi {
  return {
    openEarlier: async (conversationId) =>
      (await open()?.archive.openEarlier(conversationId)) ?? { more: false },
    openRecord: async (collection, id) => (await open()?.archive.openRecord(collection, id)) ?? false,
    openHistory: async (contactId) => open()?.archive.openHistory(contactId),
    earlierYear: async (compartment) => open()?.archive.earlierYear(compartment),
    openEarlierYear: async (compartment) => open()?.archive.openNewestClosed(compartment),
  };
}
