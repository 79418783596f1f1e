import { afterAll, expect, test } from 'vitest';
import { commands } from 'vitest/browser';
import { expectOk } from '#shared/lib/result.ts';
import { eventually } from '#shared/lib/testing/eventually.ts';
import { shellBridge } from '../testing/shell-bridge.ts';
import { createWorkspace } from '../testing/world.ts';

afterAll(() => commands.stopPostgresRelay());

const missing = await commands.missingPostgres();

test.skipIf(missing !== undefined)(
  `a relay on PostgreSQL holds nothing readable either, in a dump or in its files${missing === undefined ? '' : ` (${missing})`}`,
  async () => {
    const vault = await createWorkspace('blind-postgres', shellBridge);
    const url = await commands.startPostgresRelay();
    expectOk(await vault.api.connectRelay(url));
    await vault.run('contact.create', { name: 'Zanzibar Quokka', phones: { a: { number: '+31612345678' } } });
    await vault.run('contact.create', { name: 'Wilhelmina Quistgaard', notes: 'Gate code 4711-8150' });
    await eventually(() => {
      const event = vault.events.findLast(({ type }) => type === 'sync');
      return (
        event?.type === 'sync' && event.status.reach === 'stored' && event.status.connection === 'online'
      );
    }, 'everything to be stored');
    const secrets = ['Quokka', 'Quistgaard', '612345678', '4711-8150', 'contacts'];
    expect(await commands.searchPostgres(secrets)).toEqual([]);
    // The search finds what is there: the rooms' key in the documents, and what is planted beside them.
    expect(await commands.searchPostgres(['envelopes'])).toEqual(['dump: envelopes', 'files: envelopes']);
    await commands.plantInPostgres('a planted canary sings');
    expect(await commands.searchPostgres(['planted canary'])).toEqual([
      'dump: planted canary',
      'files: planted canary',
    ]);
    await vault.api.lock();
  },
);
