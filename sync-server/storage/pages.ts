import type { Kysely } from 'kysely';
import type { Tables } from './schema.ts';

/** A page that anybody may read: it is in plain text. Times: ms since 1970. */
export interface StoredPage {
  slug: string;
  workspace: string;
  /** See `PageDocument`. */
  approval: number;
  issuedAt: number;
  payload: string;
  signature: string;
  device: string;
  picture: { type: string; data: string } | undefined;
  etag: string;
  expiresAt: number;
}

export interface PageStore {
  /** `undefined` where there is none, or it was taken away. */
  page(slug: string): Promise<StoredPage | undefined>;
  /**
   * `taken`: the address is somebody else's; `withdrawn`: the owner has taken this one away; `older`: a newer one stands
   * there; `too-many`: the workspace has as many addresses as it may.
   */
  savePage(page: StoredPage, most: number): Promise<'saved' | 'taken' | 'withdrawn' | 'older' | 'too-many'>;
  /** Takes the content away at once; the address stays the workspace's, and nothing up to this approval comes back. */
  withdrawPage(workspace: string, slug: string, approval: number): Promise<void>;
}

export function pageQueries(database: Kysely<Tables>): PageStore {
  return {
    async page(slug) {
      const row = await database
        .selectFrom('public_pages')
        .selectAll()
        .where('slug', '=', slug)
        .executeTakeFirst();
      if (row === undefined || row.payload === null) return undefined;
      const { workspace, approval, payload, signature, device, etag } = row;
      const picture =
        row.picture === null || row.picture_type === null
          ? undefined
          : { type: row.picture_type, data: row.picture };
      const moments = { issuedAt: row.issued_at, expiresAt: row.expires_at };
      return { slug, workspace, approval, payload, signature, device, picture, etag, ...moments };
    },

    savePage: (page, most) =>
      database.transaction().execute(async (transaction) => {
        const { slug, workspace } = page;
        const known = await transaction
          .selectFrom('public_pages')
          .select(['workspace', 'approval', 'issued_at', 'payload'])
          .where('slug', '=', slug)
          .executeTakeFirst();
        if (known !== undefined && known.workspace !== workspace) return 'taken';
        if (known?.payload === null && page.approval <= known.approval) return 'withdrawn';
        if (known !== undefined && known.payload !== null && isNewer(known, page)) return 'older';
        const { count } = await transaction
          .selectFrom('public_pages')
          .select(({ fn }) => fn.countAll<number>().as('count'))
          .where('workspace', '=', workspace)
          .executeTakeFirstOrThrow();
        if (known === undefined && count >= most) return 'too-many';
        const values = valuesOf(page);
        const done = await transaction
          .insertInto('public_pages')
          .values({ slug, workspace, ...values })
          .onConflict((conflict) =>
            conflict.column('slug').doUpdateSet(values).where('public_pages.workspace', '=', workspace),
          )
          .executeTakeFirstOrThrow();
        return done.numInsertedOrUpdatedRows === 1n ? 'saved' : 'taken';
      }),

    async withdrawPage(workspace, slug, approval) {
      await database
        .updateTable('public_pages')
        .set({
          payload: null,
          picture: null,
          picture_type: null,
          signature: '',
          device: '',
          etag: '',
          approval,
        })
        .where('workspace', '=', workspace)
        .where('slug', '=', slug)
        .where('approval', '<=', approval)
        .execute();
    },
  };
}

function isNewer(known: { approval: number; issued_at: number }, page: StoredPage): boolean {
  return (
    known.approval > page.approval || (known.approval === page.approval && known.issued_at > page.issuedAt)
  );
}

function valuesOf({ approval, issuedAt, payload, signature, device, picture, etag, expiresAt }: StoredPage) {
  return {
    approval,
    issued_at: issuedAt,
    payload,
    signature,
    device,
    picture_type: picture?.type ?? null,
    picture: picture?.data ?? null,
    etag,
    expires_at: expiresAt,
  };
}
