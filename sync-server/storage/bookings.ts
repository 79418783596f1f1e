import type { Kysely } from 'kysely';
import { type AnnouncedPhoto, announcedPhotosSchema } from '#shared/public-page/request.ts';
import type { Tables } from './schema.ts';

/** That a request came, under the id that its sender's browser made, and what devices have sealed for them since. */
export interface StoredBooking {
  workspace: string;
  sealed: string | undefined;
  /** Those that may come. */
  photos: readonly AnnouncedPhoto[];
}

export interface BookingStore {
  booking(id: string, now: number): Promise<StoredBooking | undefined>;
  /** Forgets those of the workspace that expired before a moment. */
  addBooking(
    booking: { id: string; workspace: string; photos: readonly AnnouncedPhoto[]; expiresAt: number },
    expiredBefore: number,
  ): Promise<void>;
  /** False where the workspace has no such request. */
  saveBookingNote(
    workspace: string,
    id: string,
    note: { sealed: string; expiresAt: number },
  ): Promise<boolean>;
  deleteBooking(workspace: string, id: string): Promise<void>;
  /** In their order, those behind `after`. */
  bookingIds(workspace: string, page: { after: string; most: number; now: number }): Promise<string[]>;
}

export function bookingQueries(database: Kysely<Tables>): BookingStore {
  return {
    async booking(id, now) {
      const row = await database
        .selectFrom('bookings')
        .select(['workspace', 'sealed', 'photos'])
        .where('id', '=', id)
        .where('expires_at', '>', now)
        .executeTakeFirst();
      if (row === undefined) return undefined;
      const photos = announcedPhotosSchema.parse(JSON.parse(row.photos ?? '[]'));
      return { workspace: row.workspace, sealed: row.sealed ?? undefined, photos };
    },

    async addBooking({ id, workspace, photos, expiresAt }, expiredBefore) {
      await database
        .deleteFrom('bookings')
        .where('workspace', '=', workspace)
        .where('expires_at', '<', expiredBefore)
        .execute();
      await database
        .insertInto('bookings')
        .values({ id, workspace, sealed: null, photos: JSON.stringify(photos), expires_at: expiresAt })
        .onConflict((conflict) => conflict.column('id').doNothing())
        .execute();
    },

    async saveBookingNote(workspace, id, { sealed, expiresAt }) {
      const saved = await database
        .updateTable('bookings')
        .set({ sealed, expires_at: expiresAt })
        .where('workspace', '=', workspace)
        .where('id', '=', id)
        .executeTakeFirstOrThrow();
      return saved.numUpdatedRows === 1n;
    },

    async bookingIds(workspace, { after, most, now }) {
      const rows = await database
        .selectFrom('bookings')
        .select('id')
        .where('workspace', '=', workspace)
        .where('id', '>', after)
        .where('expires_at', '>', now)
        .orderBy('id')
        .limit(most)
        .execute();
      return rows.map(({ id }) => id);
    },

    async deleteBooking(workspace, id) {
      await database.deleteFrom('bookings').where('workspace', '=', workspace).where('id', '=', id).execute();
    },
  };
}
