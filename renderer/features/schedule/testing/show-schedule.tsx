import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  RouterProvider,
} from '@tanstack/react-router';
import { onTestFinished } from 'vitest';
import { createMemoryRecords, dutchBusiness } from '#shared/commands/testing.ts';
import type { CollectionName } from '#shared/domain/collections.ts';
import { momentAt } from '#shared/domain/local-time.ts';
import { presets } from '#shared/domain/roles.ts';
import { expectOk } from '#shared/lib/result.ts';
import { clearTables, takePatches } from '#renderer/state/records.ts';
import { useTeam } from '#renderer/state/team.ts';
import { startStubVault } from '#renderer/state/testing/stub-vault.ts';
import { mount } from '#renderer/ui/testing/mount.tsx';
import { SchedulePage } from '../schedule-page.tsx';

export const timeZone = 'Europe/Vienna';
/** A Monday, in whose week the clocks do not change. */
export const monday = '2030-04-01';
/** Minutes since midnight, on that Monday or a later day. */
export const at = (minutes: number, day = monday) => momentAt(day, minutes, timeZone);

const shift = [{ from: '08:00', to: '17:00' }];
const profile = {
  ...dutchBusiness,
  country: 'AT',
  locale: 'en-GB',
  timeZone,
  taxRounding: 'line' as const,
  hours: { mon: shift, tue: shift, wed: shift, thu: shift, fri: shift },
};
const shown: CollectionName[] = [
  'business',
  'contacts',
  'sites',
  'jobs',
  'visits',
  'jobEvents',
  'members',
  'staff',
  'services',
  'timeBlocks',
  'busyTimes',
  'calendarFeeds',
  'publishedFeeds',
  'areas',
  'holds',
];

/** A business with customers and jobs, of which a test makes what it needs. */
export function createFirm(people: readonly string[] = ['Ana']) {
  const world = createMemoryRecords();
  expectOk(world.run('business.setUp', { profile, services: [] }));
  const owner = { id: 'member-1', name: 'Owner', createdAt: 0 };
  world.apply([{ collection: 'members', id: owner.id, path: [], before: owner as never, after: undefined }]);
  for (const [index, name] of people.entries()) {
    const id = `m${index + 1}`;
    world.apply([
      { collection: 'members', id, path: [], before: undefined, after: { id, name, createdAt: index } },
    ]);
  }
  return {
    ...world,
    people,
    job(customer: string, title: string): string {
      const contact = expectOk(world.run('contact.create', { name: customer }));
      return expectOk(world.run('job.create', { contactId: contact.id, title })).id;
    },
    /** A job with a visit on that Monday, in minutes since midnight. */
    visit(customer: string, from: number, to: number, day = monday): { id: string; visitId: string } {
      const id = this.job(customer, `Work for ${customer}`);
      return expectOk(world.run('job.schedule', { id, start: at(from, day), end: at(to, day) }));
    },
  };
}

export type Firm = ReturnType<typeof createFirm>;

/** Shows the schedule over the firm's records, as the window does; commands reach them. */
export async function showSchedule(firm: Firm, search = `day=${monday}&view=week`) {
  const undone: string[] = [];
  const patch = () =>
    takePatches(
      shown.map((collection) => ({
        collection,
        upsert: firm.list(collection),
        remove: gone(collection),
      })),
    );
  const known = new Map<string, Set<string>>();
  function gone(collection: CollectionName): string[] {
    const now = new Set(firm.list(collection).map(({ id }) => id));
    const before = known.get(collection) ?? new Set();
    known.set(collection, now);
    return [...before].filter((id) => !now.has(id));
  }
  await startStubVault({
    openHistory: async () => {},
    earlierYear: async () => undefined,
    async run(name, args) {
      const done = firm.run(name as 'job.update', args as never);
      if (!done.ok) return done;
      undone.push(name);
      patch();
      return { ok: true, value: { value: done.value, undoTitle: name } };
    },
  });
  patch();
  const member = (name: string, index: number) => ({
    id: `m${index + 1}`,
    name,
    role: 'owner' as const,
    access: presets.owner,
    self: index === 0,
    devices: [],
  });
  useTeam.setState({ team: { members: firm.people.map(member), invitations: [], canManage: true } });
  const root = createRootRoute();
  const routeTree = root.addChildren([
    createRoute({ getParentRoute: () => root, path: '/schedule', component: SchedulePage }),
    createRoute({ getParentRoute: () => root, path: '/jobs/$jobId', component: () => null }),
  ]);
  const history = createMemoryHistory({ initialEntries: [`/schedule?${search}`] });
  const router = createRouter({ routeTree, history });
  onTestFinished(() => {
    clearTables();
    useTeam.setState({ team: undefined });
  });
  const host = mount(
    <div style={{ height: '800px', display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <RouterProvider router={router as never} />
    </div>,
  );
  return { host, router, undone };
}
