import type { Kysely, Transaction } from 'kysely';
import type { Claim, OwnTimes, ProvingTimes } from '#shared/public-page/free-times.ts';
import type { Database, Tables } from './schema.ts';

export interface StoredTimes {
  workspace: string;
  payload: string;
  /** Names the payload. */
  hash: string;
  signature: string;
  device: string;
  issuedAt: number;
  expiresAt: number;
}

export interface TimeWish extends Claim {
  workspace: string;
  secretHash: string;
  /** Who holds it, under a name that says nothing to others. */
  holder: string;
  expiresAt: number;
  /** Until when the list from which it is held can be told. */
  listUntil: number;
  now: number;
  /** How many one holder may hold at once. */
  mostOfHolder: number;
  /** Whether it still fits, by the list and the claims that are there. */
  fits(times: StoredTimes, claims: readonly Claim[]): boolean;
}

/** When something can be booked, and what customers have claimed of it. */
export interface TimeStore {
  freeTimes(workspace: string): Promise<StoredTimes | undefined>;
  /** A list from which times are held, or were lately. */
  listOf(workspace: string, hash: string): Promise<ProvingTimes | undefined>;
  /** False where a newer list stands there. */
  saveFreeTimes(times: StoredTimes): Promise<boolean>;
  /** What devices have planned, at once. Each lasts until it is over, or until `until`: by then all lists know of it. */
  saveOwnTimes(workspace: string, times: OwnTimes, until: number): Promise<void>;
  /** Those that are held or taken. */
  timeClaims(workspace: string, now: number): Promise<Claim[]>;
  /** One after another, whichever relay asks: of two who want the last place one gets it. The same again is the same. */
  holdTime(wish: TimeWish): Promise<'held' | 'taken' | 'closed' | 'too-many'>;
  /** From held to taken. `until`: so long without `keepTime`. False where this secret holds it no more. Its id is its request’s: the same again is the same. */
  takeTime(claim: TimeClaimOf & { now: number; until: number }): Promise<boolean>;
  /** What was taken stays until it is over. */
  keepTime(workspace: string, id: string): Promise<void>;
  /** Somebody else may have it. */
  giveTimeBack(claim: Pick<TimeClaimOf, 'workspace' | 'id' | 'secretHash'>): Promise<void>;
}

/** A claim as who has made it names it. */
export interface TimeClaimOf {
  workspace: string;
  id: string;
  secretHash: string;
  service: string;
  start: number;
}

async function claimsOf(database: Database, workspace: string, now: number): Promise<Claim[]> {
  const rows = await database
    .selectFrom('time_claims')
    .select(['id', 'service', 'start_at', 'from_at', 'to_at', 'is_whole'])
    .where('workspace', '=', workspace)
    .where('expires_at', '>', now)
    .execute();
  return rows.map(({ id, service, start_at, from_at, to_at, is_whole }) => {
    return { id, service, start: start_at, from: from_at, to: to_at, isWhole: is_whole === 1 };
  });
}

async function timesOf(database: Database, workspace: string): Promise<StoredTimes | undefined> {
  const row = await database
    .selectFrom('free_times')
    .selectAll()
    .where('workspace', '=', workspace)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { payload, hash, signature, device, issued_at: issuedAt, expires_at: expiresAt } = row;
  return { workspace, payload, hash, signature, device, issuedAt, expiresAt };
}

/** Whoever comes here waits until who was here before has written: writing the row locks it, in either database. */
async function takeTurn(transaction: Transaction<Tables>, workspace: string): Promise<void> {
  await transaction
    .updateTable('free_times')
    .set(({ eb }) => ({ turn: eb('turn', '+', 1) }))
    .where('workspace', '=', workspace)
    .execute();
}

async function hold(
  transaction: Transaction<Tables>,
  wish: TimeWish,
): Promise<'held' | 'taken' | 'closed' | 'too-many'> {
  const { workspace, id, secretHash, holder, now } = wish;
  await takeTurn(transaction, workspace);
  const times = await timesOf(transaction, workspace);
  if (times === undefined || times.expiresAt <= now) return 'closed';
  await transaction
    .deleteFrom('time_claims')
    .where('workspace', '=', workspace)
    .where('expires_at', '<=', now)
    .execute();
  const known = await transaction
    .selectFrom('time_claims')
    .select(['id', 'secret_hash', 'service', 'start_at'])
    .where('workspace', '=', workspace)
    .where(({ or, eb, and }) =>
      or([eb('id', '=', id), and([eb('holder', '=', holder), eb('is_taken', '=', 0)])]),
    )
    .execute();
  const same = known.find((row) => row.id === id);
  if (same !== undefined) {
    const { secret_hash, service: of, start_at } = same;
    if (secret_hash !== secretHash || of !== wish.service || start_at !== wish.start) return 'taken';
    await keepList(transaction, times, wish);
    return 'held';
  }
  if (known.length >= wish.mostOfHolder) return 'too-many';
  if (!wish.fits(times, await claimsOf(transaction, workspace, now))) return 'taken';
  const { service, start: start_at, from: from_at, to: to_at, expiresAt: expires_at } = wish;
  const values = { workspace, id, service, start_at, from_at, to_at, holder, is_taken: 0, expires_at };
  await transaction
    .insertInto('time_claims')
    .values({ ...values, secret_hash: secretHash })
    .execute();
  await keepList(transaction, times, wish);
  return 'held';
}

/** By the time that the last request from a list has come, it is forgotten. */
async function keepList(
  transaction: Transaction<Tables>,
  { workspace, hash, payload, signature, device }: StoredTimes,
  { now, listUntil: expires_at }: TimeWish,
): Promise<void> {
  await transaction
    .deleteFrom('time_lists')
    .where('workspace', '=', workspace)
    .where('expires_at', '<=', now)
    .execute();
  await transaction
    .insertInto('time_lists')
    .values({ workspace, hash, payload, signature, device, expires_at })
    .onConflict((conflict) => conflict.columns(['workspace', 'hash']).doUpdateSet({ expires_at }))
    .execute();
}

export function timeQueries(database: Kysely<Tables>): TimeStore {
  return {
    freeTimes: (workspace) => timesOf(database, workspace),

    listOf: (workspace, hash) =>
      database
        .selectFrom('time_lists')
        .select(['payload', 'signature', 'device'])
        .where('workspace', '=', workspace)
        .where('hash', '=', hash)
        .executeTakeFirst(),

    async saveFreeTimes({ workspace, issuedAt: issued_at, expiresAt: expires_at, ...rest }) {
      const values = { ...rest, issued_at, expires_at };
      const saved = await database
        .insertInto('free_times')
        .values({ workspace, ...values, turn: 0 })
        .onConflict((conflict) =>
          conflict.column('workspace').doUpdateSet(values).where('free_times.issued_at', '<=', issued_at),
        )
        .executeTakeFirstOrThrow();
      return saved.numInsertedOrUpdatedRows === 1n;
    },

    saveOwnTimes: (workspace, { taken, gone }, until) =>
      database.transaction().execute(async (transaction) => {
        await takeTurn(transaction, workspace);
        // A customer's claim has a secret: no device takes it away.
        if (gone.length > 0)
          await transaction
            .deleteFrom('time_claims')
            .where('workspace', '=', workspace)
            .where('secret_hash', '=', '')
            .where('id', 'in', gone)
            .execute();
        if (taken.length === 0) return;
        const rows = taken.map(({ id, from, to, isWhole }) => ({
          workspace,
          id,
          service: '',
          start_at: from,
          from_at: from,
          to_at: to,
          secret_hash: '',
          holder: null,
          is_taken: 1,
          is_whole: isWhole === true ? 1 : 0,
          expires_at: Math.min(to, until),
        }));
        await transaction
          .insertInto('time_claims')
          .values(rows)
          .onConflict((conflict) => conflict.columns(['workspace', 'id']).doNothing())
          .execute();
      }),

    timeClaims: (workspace, now) => claimsOf(database, workspace, now),
    holdTime: (wish) => database.transaction().execute((transaction) => hold(transaction, wish)),

    async takeTime({ workspace, id, secretHash, service, start, now, until }) {
      const taken = await database
        .updateTable('time_claims')
        .set({ is_taken: 1, holder: null, expires_at: until })
        .where('workspace', '=', workspace)
        .where('id', '=', id)
        .where('secret_hash', '=', secretHash)
        .where('service', '=', service)
        .where('start_at', '=', start)
        .where('expires_at', '>', now)
        .executeTakeFirstOrThrow();
      return taken.numUpdatedRows === 1n;
    },

    async keepTime(workspace, id) {
      await database
        .updateTable('time_claims')
        .set(({ ref }) => ({ expires_at: ref('to_at') }))
        .where('workspace', '=', workspace)
        .where('id', '=', id)
        .execute();
    },

    async giveTimeBack({ workspace, id, secretHash }) {
      await database
        .deleteFrom('time_claims')
        .where('workspace', '=', workspace)
        .where('id', '=', id)
        .where('secret_hash', '=', secretHash)
        .execute();
    },
  };
}
