import type { Kysely } from 'kysely';
import type { Tables } from './schema.ts';

/** The relay's half of a nominee's kit, and what became of what was asked with the other. Times: ms since 1970. */
export interface StoredNominee {
  workspace: string;
  id: string;
  /** Sealed: only who has the printed half can open it. */
  half: string;
  request: { requestedAt: number; releasesAt: number } | undefined;
  refusal: { at: number; device: string; signature: string } | undefined;
}

export interface NomineeStore {
  /** By the workspace, or by the kit's name. */
  nominee(by: { workspace: string } | { id: string }): Promise<StoredNominee | undefined>;
  /** In the place of any other kit of the workspace; the same kit keeps what was asked. */
  saveHalf(half: Pick<StoredNominee, 'workspace' | 'id' | 'half'>): Promise<void>;
  /** Where none was made, or one was refused up to a moment: who asks again begins nothing anew. */
  requestHalf(
    kit: Pick<StoredNominee, 'workspace' | 'id'>,
    request: { requestedAt: number; releasesAt: number },
    refusedUpTo: number,
  ): Promise<void>;
  /** False where this is not the request that runs. */
  refuseHalf(
    kit: Pick<StoredNominee, 'workspace' | 'id'>,
    requestedAt: number,
    refusal: { at: number; device: string; signature: string },
  ): Promise<boolean>;
}

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
