import type { Kysely } from 'kysely';
import type { Tables } from './schema.ts';

/** Of several relays that make a text at once, the first one's counts for all. */
export function sharedTextQueries(database: Kysely<Tables>) {
  const find = (name: string) =>
    database.selectFrom('shared_texts').select('text').where('name', '=', name).executeTakeFirst();

  return {
    async shared(name: string, make: () => Promise<string>): Promise<string> {
      const known = await find(name);
      if (known !== undefined) return known.text;
      await database
        .insertInto('shared_texts')
        .values({ name, text: await make() })
        .onConflict((conflict) => conflict.column('name').doNothing())
        .execute();
      return (await find(name))?.text ?? this.shared(name, make);
    },
  };
}
