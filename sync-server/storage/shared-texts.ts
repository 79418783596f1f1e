import type { Kysely } from 'kysely';
import type { Tables } from './schema.ts';

/** Of several relays that make a text at once, the first one's counts for all. */
export function sharedTextQueries(database: Kysely<Tables>) {
  const find = (name: string) =>
    database.selectFrom('shared_texts').select('text').where('name', '=', name).executeTakeFirst();

  let touched = 0;

  return {
    async touch(): Promise<void> {
      const text = String(++touched);
      await database
        .insertInto('shared_texts')
        .values({ name: 'touched', text })
        .onConflict((conflict) => conflict.column('name').doUpdateSet({ text }))
        .execute();
      await find('touched');
    },

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
