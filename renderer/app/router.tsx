import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router';
import { scheduleSearch } from './schedule-search.ts';
import { firstScreen } from './screens.ts';
import { Shell } from './shell.tsx';
import { NotFound } from './frame/not-found.tsx';
import { Failure } from './frame/failure.tsx';
import { ScreenOpening } from './frame/screen-opening.tsx';

/** `new` opens the screen with its form for a new record: the palette's "Add contact". */
interface RoomSearch {
  new?: true;
  /** Which of its records it shows first: where a number of Today leads. */
  show?: string;
  /** The inbox opens with a message to this contact, or to one who is chosen there where it is empty. */
  write?: string;
}

function validateSearch(search: Record<string, unknown>): RoomSearch {
  const { new: wanted, show, write } = search;
  return {
    ...(wanted !== undefined && { new: true as const }),
    ...(typeof show === 'string' && { show }),
    ...(typeof write === 'string' && { write }),
  };
}

const root = createRootRoute({
  component: Shell,
});

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: firstScreen().to });
  },
});

const today = createRoute({
  getParentRoute: () => root,
  path: '/today',
  validateSearch,
  component: lazyRouteComponent(() => import('#renderer/features/today/index.ts'), 'TodayPage'),
});

const inbox = createRoute({
  getParentRoute: () => root,
  path: '/inbox',
  validateSearch,
  component: lazyRouteComponent(() => import('#renderer/features/inbox/index.ts'), 'InboxPage'),
});
// A detail is shown by its screen's page beside the list, so that the list keeps its place.
const conversation = createRoute({
  getParentRoute: () => inbox,
  path: '$conversationId',
  /** `message`: the one to show, wherever in the conversation it is. */
  validateSearch: (search: Record<string, unknown>): { message?: string } =>
    typeof search['message'] === 'string' ? { message: search['message'] } : {},
});

const people = createRoute({
  getParentRoute: () => root,
  path: '/people',
  validateSearch,
  component: lazyRouteComponent(() => import('#renderer/features/contacts/index.ts'), 'ContactsPage'),
});
const contact = createRoute({ getParentRoute: () => people, path: '$contactId' });

const pipeline = createRoute({
  getParentRoute: () => root,
  path: '/pipeline',
  validateSearch,
  component: lazyRouteComponent(() => import('#renderer/features/pipeline/index.ts'), 'PipelinePage'),
});

const importFile = createRoute({
  getParentRoute: () => root,
  path: '/import/$what',
  component: lazyRouteComponent(() => import('#renderer/features/import/index.ts'), 'ImportPage'),
});

const jobs = createRoute({
  getParentRoute: () => root,
  path: '/jobs',
  validateSearch,
  component: lazyRouteComponent(() => import('#renderer/features/jobs/index.ts'), 'JobsPage'),
});
const job = createRoute({ getParentRoute: () => jobs, path: '$jobId' });

const schedule = createRoute({
  getParentRoute: () => root,
  path: '/schedule',
  validateSearch: scheduleSearch,
  component: lazyRouteComponent(() => import('#renderer/features/schedule/index.ts'), 'SchedulePage'),
});

const plans = createRoute({
  getParentRoute: () => root,
  path: '/plans',
  validateSearch,
  component: lazyRouteComponent(() => import('#renderer/features/plans/index.ts'), 'PlansPage'),
});

const bookings = createRoute({
  getParentRoute: () => root,
  path: '/bookings',
  component: lazyRouteComponent(() => import('#renderer/features/booking/index.ts'), 'BookingsPage'),
});
const booking = createRoute({ getParentRoute: () => bookings, path: '$bookingId' });

const broadcasts = createRoute({
  getParentRoute: () => root,
  path: '/broadcasts',
  validateSearch,
  component: lazyRouteComponent(() => import('#renderer/features/broadcasts/index.ts'), 'BroadcastsPage'),
});
const broadcast = createRoute({ getParentRoute: () => broadcasts, path: '$broadcastId' });

const money = createRoute({
  getParentRoute: () => root,
  path: '/money',
  validateSearch,
  component: lazyRouteComponent(() => import('#renderer/features/money/index.ts'), 'MoneyPage'),
});
const moneyDocument = createRoute({
  getParentRoute: () => root,
  path: '/money/$documentId',
  component: lazyRouteComponent(() => import('#renderer/features/money/index.ts'), 'DocumentPage'),
});

const knowledge = createRoute({
  getParentRoute: () => root,
  path: '/knowledge',
  validateSearch,
  component: lazyRouteComponent(() => import('#renderer/features/knowledge/index.ts'), 'KnowledgePage'),
});
const knowledgeEntry = createRoute({ getParentRoute: () => knowledge, path: '$knowledgeId' });

const search = createRoute({
  getParentRoute: () => root,
  path: '/search',
  validateSearch: (search: Record<string, unknown>): { q?: string } =>
    typeof search['q'] === 'string' ? { q: search['q'] } : {},
  component: lazyRouteComponent(() => import('#renderer/features/search/index.ts'), 'SearchPage'),
});

const settingsHome = createRoute({
  getParentRoute: () => root,
  path: '/settings',
  beforeLoad: () => {
    throw redirect({ to: '/settings/$section', params: { section: 'business' } });
  },
});
interface SettingsSearch {
  /** As `collection/id`: the one whose history "Who did what" shows. */
  record?: string;
  /** Who asks something about their data, and the request that is shown. */
  contact?: string;
  request?: string;
}

const settings = createRoute({
  getParentRoute: () => root,
  path: '/settings/$section',
  validateSearch: (search: Record<string, unknown>): SettingsSearch =>
    Object.fromEntries(
      (['record', 'contact', 'request'] as const)
        .filter((key) => typeof search[key] === 'string')
        .map((key) => [key, search[key]]),
    ),
  component: lazyRouteComponent(() => import('#renderer/features/settings/index.ts'), 'SettingsPage'),
});

const routeTree = root.addChildren([
  home,
  today,
  inbox.addChildren([conversation]),
  people.addChildren([contact]),
  pipeline,
  importFile,
  jobs.addChildren([job]),
  schedule,
  plans,
  bookings.addChildren([booking]),
  broadcasts.addChildren([broadcast]),
  money,
  moneyDocument,
  knowledge.addChildren([knowledgeEntry]),
  search,
  settingsHome,
  settings,
]);

/** Every address of the window. */
export const createAppRouter = () =>
  createRouter({
    routeTree,
    defaultPreload: 'intent',
    // At once: a blank room looks broken.
    defaultPendingComponent: ScreenOpening,
    defaultPendingMs: 0,
    defaultPendingMinMs: 0,
    defaultNotFoundComponent: NotFound,
    // A bug in one screen must not take the window down.
    defaultErrorComponent: ({ reset }) => <Failure onRetry={reset} />,
  });

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
