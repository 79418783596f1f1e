import fc from 'fast-check';
import { expect, test } from 'vitest';
import { proposedFields, type PublicPage } from '#shared/domain/public-page.ts';
import { expectOk } from '#shared/lib/result.ts';
import { slugFrom, slugProblem } from '#shared/public-page/slug.ts';
import { createMemoryRecords, ukBusiness } from './testing.ts';

const business = {
  ...ukBusiness,
  name: 'Keller',
  phone: '+44 20 7946 0000',
  email: undefined,
  website: 'keller.example',
};

function firm() {
  const world = createMemoryRecords();
  const services = [{ name: 'Boiler service', unitPrice: '9000' }];
  expectOk(world.run('business.setUp', { profile: business, services }));
  const page = (): PublicPage => world.records.get('publicPages', 'page')!;
  const proposed = () =>
    proposedFields({
      business: world.records.get('business', 'business')!,
      services: world.list('services'),
      rules: new Map(world.list('bookingRules').map((rule) => [rule.id, rule])),
      languages: undefined,
    });
  return { ...world, page, proposed, serviceId: world.list('services')[0]!.id };
}

test('what the owner has approved stands there until they approve something else, whatever the settings say', () => {
  const { run, page, proposed, serviceId } = firm();
  const { name, services, contact } = proposed();
  expect(contact).toEqual({ phone: business.phone, website: 'https://keller.example' });
  expectOk(run('page.approve', { field: 'name', shown: { name: name! } }));
  expectOk(run('page.approve', { field: 'services', shown: { services: services! } }));
  expectOk(run('service.update', { id: serviceId, fields: { unitPrice: '12000' } }));
  expectOk(run('business.update', { fields: { name: 'Keller & Co' } }));
  expect(page().name).toBe('Keller');
  expect(page().services![0]!.price).toMatchObject({ kind: 'fixed', amount: '9000', digits: 2 });
  expect(proposed().services![0]!.price).toMatchObject({ amount: '12000' });
  // Only the part that was named.
  expectOk(run('page.approve', { field: 'name', shown: { name: 'New', contact: contact! } }));
  expect(page()).toMatchObject({ name: 'New' });
  expect(page().contact).toBeUndefined();
});

test('a page goes online with an address and a name only, and each time under a higher number', () => {
  const { run, page } = firm();
  expect(run('page.publish', {})).toMatchObject({ ok: false, error: { code: 'page.no-address' } });
  expect(run('page.setAddress', { slug: 'admin' })).toMatchObject({
    ok: false,
    error: { code: 'page.slug-reserved', fields: [{ path: ['slug'] }] },
  });
  expectOk(run('page.setAddress', { slug: 'Keller' }));
  expect(run('page.publish', {})).toMatchObject({ ok: false, error: { code: 'page.needs-name' } });
  expectOk(run('page.approve', { field: 'name', shown: { name: 'Keller' } }));
  expectOk(run('page.publish', {}));
  const first = page().approval;
  expect(run('page.hide', { field: 'name' }).ok).toBe(false);
  expectOk(run('page.unpublish', {}));
  expect(page()).toMatchObject({ isPublished: false, formerSlugs: { keller: first } });
  expectOk(run('page.publish', {}));
  expect(page().approval).toBeGreaterThan(first);
  // Another address: the relay has to forget the one before.
  expectOk(run('page.noteAnswer', { forgotten: 'keller' }));
  const second = page().approval;
  expectOk(run('page.setAddress', { slug: 'keller-plumbing' }));
  expect(page()).toMatchObject({ slug: 'keller-plumbing', formerSlugs: { keller: second } });
  expect(page().approval).toBeGreaterThan(second);
});

test('how a service is offered decides what is proposed of it', () => {
  const { run, proposed, serviceId } = firm();
  const shown = () => proposed().services?.[0]?.price;
  expectOk(run('bookingRule.set', { serviceId, fields: { price: 'range', priceTo: '15000' } }));
  expect(shown()).toMatchObject({ kind: 'range', amount: '9000', to: '15000' });
  expectOk(run('bookingRule.set', { serviceId, fields: { priceTo: '100' } }));
  expect(shown()).toMatchObject({ kind: 'from', amount: '9000' });
  expectOk(run('bookingRule.set', { serviceId, fields: { price: 'ask', priceTo: null, minutes: 90 } }));
  expect(proposed().services![0]).toMatchObject({ price: { kind: 'ask' }, minutes: 90 });
  expectOk(run('bookingRule.set', { serviceId, fields: { isOffered: false } }));
  expect(proposed().services).toBeUndefined();
});

test('whatever a business is called, the address that is proposed is one that can be had', () => {
  expect(slugFrom('Müller & Söhne')).toBe('muller-sohne');
  expect(slugFrom('東京水道')).toBe('');
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (name) => {
      const slug = slugFrom(name);
      expect(slug === '' || slugProblem(slug) === undefined).toBe(true);
    }),
  );
});
