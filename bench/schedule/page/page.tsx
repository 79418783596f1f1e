import { StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  RouterProvider,
} from '@tanstack/react-router';
import type { CollectionName } from '#shared/domain/collections.ts';
import { SchedulePage } from '#renderer/features/schedule/index.ts';
import { TodayPage } from '#renderer/features/today/index.ts';
import { startMessages } from '#renderer/locales/i18n.ts';
import { readTable, takePatches } from '#renderer/state/records.ts';
import { startStubVault } from '#renderer/state/testing/stub-vault.ts';
import { ThemeProvider } from '#renderer/ui/theme/provider.tsx';
import { makeRecords, week } from './records.ts';

/** A view of the schedule, or what there is to do today. */
export type BenchView = 'week' | 'day' | 'today';

/** What the benchmark calls in this page. */
export interface SchedulePageBench {
  /** Away from the schedule, and until nothing goes on. */
  leave(): Promise<void>;
  /** From the click until it is painted, in milliseconds. */
  open(view: BenchView): Promise<number>;
  /** How many changes were stored. */
  moved(): number;
}

const names = Object.entries(makeRecords());
takePatches(
  names.map(([collection, upsert]) => ({ collection: collection as CollectionName, upsert, remove: [] })),
);
let stored = 0;
await startStubVault({
  openHistory: async () => {},
  earlierYear: async () => undefined,
  /** As the vault answers a visit that is moved: its new record, then that it is done. */
  async run(_name, args) {
    const { visitId, time, start, end } = args as {
      visitId: string;
      time?: object;
      start?: number;
      end?: number;
    };
    const before = readTable('visits').get(visitId)!;
    const moved = { ...before, time: { ...before.time, ...(time ?? { start, end }) } };
    takePatches([{ collection: 'visits', upsert: [moved], remove: [] }]);
    stored += 1;
    return { ok: true, value: { value: {}, undoTitle: 'Move visit' } };
  },
});
await startMessages();

const rootRoute = createRootRoute();
const routeTree = rootRoute.addChildren([
  createRoute({ getParentRoute: () => rootRoute, path: '/away', component: () => 'Away' }),
  createRoute({ getParentRoute: () => rootRoute, path: '/schedule', component: SchedulePage }),
  createRoute({ getParentRoute: () => rootRoute, path: '/today', component: TodayPage }),
  createRoute({ getParentRoute: () => rootRoute, path: '/jobs/$jobId', component: () => null }),
]);
const router = createRouter({ routeTree, history: createMemoryHistory({ initialEntries: ['/away'] }) });
const root = document.getElementById('root')!;
root.style.cssText = 'display: grid; grid-template-columns: minmax(0, 1fr); height: 900px';
createRoot(root).render(
  <StrictMode>
    {/* The nonce of the benchmark's page: see `lib/page-server.ts`. */}
    <ThemeProvider nonce="bench">
      <Suspense>
        <RouterProvider router={router as never} />
      </Suspense>
    </ThemeProvider>
  </StrictMode>,
);

const frame = () => new Promise<void>((resolve) => requestAnimationFrame(() => setTimeout(resolve)));

/** Until what is looked for is painted. */
async function painted(shown: string): Promise<void> {
  while (document.querySelector(shown) === null) await frame();
  await frame();
}

const bench: SchedulePageBench = {
  async leave() {
    await router.navigate({ to: '/away' as never });
    await new Promise((resolve) => setTimeout(resolve, 500));
  },
  async open(view) {
    const start = performance.now();
    if (view === 'today') await router.navigate({ to: '/today' as never });
    else await router.navigate({ to: '/schedule', search: { day: week.monday, view } as never });
    await painted(view === 'today' ? '[data-action]' : '[data-visit]');
    return performance.now() - start;
  },
  moved: () => stored,
};
Object.assign(window, { scheduleBench: bench });
