import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createMemoryRecords } from '#shared/commands/testing.ts';
import type { CollectionName } from '#shared/domain/collections.ts';
import { authorityText } from '#shared/domain/processing/authorities.ts';
import { countries } from '#shared/domain/countries.ts';
import { usualTransfer } from '#shared/domain/processing/transfers.ts';
import { expectOk } from '#shared/lib/result.ts';
import { activitiesOf } from './activities.ts';
import { integrationsOf, useOf } from './integrations.ts';
import { measuresOf } from './measures.ts';
import { recipientsOf } from './recipients.ts';

const relayUrl = 'https://relay.example.org';

/** A business in Austria with everything switched on that goes elsewhere. */
function business({ localOnly = false } = {}) {
  const world = createMemoryRecords();
  const put = (collection: CollectionName, after: { id: string; [field: string]: unknown }) =>
    world.apply([{ collection, id: after.id, path: [], before: undefined, after: after as never }]);
  put('business', {
    id: 'business',
    name: 'Keller',
    country: 'AT',
    locale: 'de-AT',
    timeZone: 'Europe/Vienna',
  });
  const read = (relay?: string) => {
    const integrations = integrationsOf(world.records, { relayUrl: relay });
    const recipients = recipientsOf(world.records, integrations);
    const activities = activitiesOf(world.records, integrations, recipients);
    return { integrations, recipients, activities, measures: measuresOf(world.records, integrations) };
  };
  const everything = () => {
    put('channels', {
      id: 'c',
      kind: 'whatsapp',
      name: 'Office',
      graphUrl: 'https://graph.facebook.com',
      createdAt: 5,
    });
    put('modelProviders', {
      id: 'm',
      kind: 'anthropic',
      name: 'Claude',
      url: 'https://api.anthropic.com/v1',
      model: 'x',
      createdAt: 1,
      approvedAt: 7,
      approvedOrigin: 'https://api.anthropic.com',
    });
    put('calendarFeeds', {
      id: 'f',
      staffId: 's',
      name: 'Ana',
      url: 'https://cal.example.net/a.ics',
      createdAt: 2,
    });
    put('publishedFeeds', { id: 'p', staffId: 's', address: 'a'.repeat(43), createdAt: 3 });
    put('publicPages', {
      id: 'page',
      createdAt: 4,
      slug: 'keller',
      isPublished: true,
      approval: 1,
      keyNumber: 1,
      takesRequests: true,
    });
    put('staff', { id: 's', name: 'Ana', createdAt: 0 });
    put('aiSettings', {
      id: 'ai',
      localOnly,
      chain: ['m'],
      autopilot: { mode: 'always', everyone: true, maxTurns: 3 },
      voiceNotes: {
        on: true,
        by: 'server',
        url: 'https://voice.example.com/v1',
        from: 9,
        approvedAt: 9,
        approvedOrigin: 'https://voice.example.com',
      },
    });
  };
  return { ...world, put, read, everything };
}

test('with nothing switched on nobody gets anything, and the record says what is done all the same', () => {
  const { recipients, integrations, activities } = business().read();
  expect([recipients, integrations]).toEqual([[], []]);
  expect(activities.map(({ kind }) => kind)).toEqual(['customers', 'jobs', 'money', 'staff', 'security']);
});

test('whatever is switched on is in the record with who gets it, where, and on what it may go there', () => {
  const shop = business();
  shop.everything();
  const { recipients, activities } = shop.read(relayUrl);
  expect(recipients).toMatchObject([
    { key: 'meta', name: 'Meta Platforms', country: 'US', transfer: { usual: 'certified' } },
    { key: 'relay.example.org', isNamed: false, transfer: { usual: 'ask' } },
    { key: 'api.anthropic.com', name: 'Anthropic' },
    { key: 'voice.example.com' },
    { key: 'cal.example.net' },
  ]);
  const told = new Map(activities.map(({ kind, recipients: to }) => [kind, to.map(({ key }) => key)]));
  expect(told.get('messages')).toEqual(['meta']);
  expect(told.get('autopilot')).toEqual(['meta', 'api.anthropic.com']);
  expect(told.get('voice')).toEqual(['voice.example.com']);
  // The relay has sealed copies, one calendar and the public page in plain text.
  expect(told.get('sync')).toEqual(['relay.example.org']);
  expect(told.get('phoneCalendars')).toEqual(['relay.example.org']);
  expect(told.get('pageRequests')).toEqual(['relay.example.org']);
  shop.put('publicPages', { ...shop.records.get('publicPages', 'page')!, takesRequests: false });
  expect(shop.read(relayUrl).activities.map(({ kind }) => kind)).not.toContain('pageRequests');
});

test('what came with webhooks, chat, assistants, comments and broadcasts is in it, each with who gets it', () => {
  const shop = business();
  shop.everything();
  shop.put('channels', { id: 'i', kind: 'instagram', name: 'Shop', graphUrl: 'https://graph.facebook.com' });
  shop.put('publicPages', { ...shop.records.get('publicPages', 'page')!, opensToAssistants: true });
  shop.put('webhookSources', { id: 'form', createdAt: 6, name: 'Website' });
  shop.put('webhookSources', { id: 'old', createdAt: 6, name: 'Old form', closedAt: 7 });
  shop.put('broadcasts', { id: 'b', createdAt: 8, name: 'Winter' });
  const relay = ['relay.example.org'];
  const { activities, integrations } = shop.read(relayUrl);
  const told = new Map(activities.map(({ kind, recipients: to }) => [kind, to.map(({ key }) => key)]));
  expect(Object.fromEntries(told)).toMatchObject({
    arrivals: relay,
    chat: relay,
    assistants: relay,
    comments: ['meta'],
    broadcasts: ['meta', ...relay],
  });
  const here = integrations.map(({ id }) => id);
  expect(here).toEqual(expect.arrayContaining(['webhookSource:form', 'assistants']));
  expect(here).not.toContain('webhookSource:old');
  // Nothing of it takes place without a relay.
  const without = shop.read().activities.map(({ kind }) => kind);
  for (const kind of ['arrivals', 'chat', 'assistants'] as const) expect(without).not.toContain(kind);
});

test('local-only takes models elsewhere out of the record, though they stay connected', () => {
  const shop = business({ localOnly: true });
  shop.everything();
  const { recipients, integrations, measures } = shop.read(relayUrl);
  expect(recipients.map(({ key }) => key)).toEqual(['meta', 'relay.example.org', 'cal.example.net']);
  expect(integrations.filter(({ isIdle }) => isIdle).map(({ kind }) => kind)).toEqual(['model', 'voice']);
  expect(measures).toContain('localOnly');
  expect(measures).not.toContain('replaced');
});

test('what the owner writes of a party counts until they take it away again', () => {
  const shop = business();
  shop.everything();
  const relay = () => shop.read(relayUrl).recipients.find(({ key }) => key === 'relay.example.org');
  const set = (fields: { name?: string; country?: string }) =>
    expectOk(shop.run('processing.setRecipient', { key: 'relay.example.org', fields }));
  set({ name: 'Hetzner' });
  set({ country: 'DE' });
  expect(relay()).toMatchObject({ name: 'Hetzner', country: 'DE', transfer: { usual: 'within' } });
  expectOk(shop.run('processing.setTransfer', { country: 'DE', words: 'Contract of 3 May' }));
  expect(relay()).toMatchObject({ transfer: { words: 'Contract of 3 May' } });
  expectOk(shop.run('processing.setTransfer', { country: 'DE', words: ' ' }));
  set({ name: '' });
  expect(relay()).toMatchObject({ name: 'relay.example.org', transfer: { usual: 'within' } });
});

test('the last use is the last request that was let through to that place for that purpose', () => {
  const place = { purposes: ['relay'] as const, url: 'wss://relay.example.org/x' };
  const line = fc.record({
    id: fc.uuid(),
    at: fc.integer({ min: 1, max: 1000 }),
    purpose: fc.constantFrom('relay' as const, 'calendar' as const),
    origin: fc.constantFrom('https://relay.example.org', 'https://other.example.org'),
    method: fc.constant('GET'),
    allowed: fc.boolean(),
    bytes: fc.constant(0),
  });
  fc.assert(
    fc.property(fc.array(line), (ledger) => {
      const counted = ledger
        .filter(
          (each) => each.allowed && each.purpose === 'relay' && each.origin === 'https://relay.example.org',
        )
        .map(({ at }) => at);
      expect(useOf(place, ledger)).toEqual(
        counted.length === 0 ? undefined : { first: Math.min(...counted), last: Math.max(...counted) },
      );
    }),
  );
});

test('a transfer within a country needs no ground, and each country of the list has somebody to complain to', () => {
  for (const { code } of countries) expect(usualTransfer(code, code)).toBe('here');
  const without = countries.filter(({ code }) => authorityText(code) === '').map(({ code }) => code);
  expect(without).toEqual([]);
});
