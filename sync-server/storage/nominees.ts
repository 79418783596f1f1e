import type { Kysely } from 'kysely';
import type { Tables } from './schema.ts';
import type { NomineeStore, StoredNominee } from './storage.ts';

/** The relay's halves of nominees' kits, and the requests for them. */
export function nomineeQueries(database: Kysely<Tables>): NomineeStore {
  const update = ({ workspace, id }: Pick<StoredNominee, 'workspace' | 'id'>) =>
    database.updateTable('nominees').where('workspace', '=', workspace).where('id', '=', id);

  return {
    async nominee(by) {
      const all = database.selectFrom('nominees').selectAll();
      const found = 'id' in by ? all.where('id', '=', by.id) : all.where('workspace', '=', by.workspace);
      const row = await found.executeTakeFirst();
      return row && stored(row);
    },

    async saveHalf({ workspace, id, half }) {
      const nothing = {
        requested_at: null,
        releases_at: null,
        refused_at: null,
        refused_by: null,
        refusal: null,
      };
      await database
        .deleteFrom('nominees')
        .where('workspace', '=', workspace)
        .where('id', '!=', id)
        .execute();
      await database
        .insertInto('nominees')
        .values({ workspace, id, half, ...nothing })
        .onConflict((conflict) => conflict.column('workspace').doUpdateSet({ half }))
        .execute();
    },

    async requestHalf(kit, { requestedAt, releasesAt }, refusedUpTo) {
      await update(kit)
        .where(({ eb, or }) => or([eb('requested_at', 'is', null), eb('refused_at', '<=', refusedUpTo)]))
        .set({
          requested_at: requestedAt,
          releases_at: releasesAt,
          refused_at: null,
          refused_by: null,
          refusal: null,
        })
        .execute();
    },

    async refuseHalf(kit, requestedAt, { at, device, signature }) {
      const refused = await update(kit)
        .where('requested_at', '=', requestedAt)
        .where('refused_at', 'is', null)
        .set({ refused_at: at, refused_by: device, refusal: signature })
        .executeTakeFirstOrThrow();
      return refused.numUpdatedRows === 1n;
    },
  };
}

function stored(row: Tables['nominees']): StoredNominee {
  const { workspace, id, half, requested_at: requestedAt, releases_at: releasesAt } = row;
  const { refused_at: at, refused_by: device, refusal: signature } = row;
  return {
    workspace,
    id,
    half,
    request: requestedAt === null || releasesAt === null ? undefined : { requestedAt, releasesAt },
    refusal: at === null || device === null || signature === null ? undefined : { at, device, signature },
  };
}
