import { copyFileSync, existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { chromiumPath } from '../../../build/chromium.ts';
import { expect } from '../helpers/expect.ts';
import { connect, setUpBusiness, tryModel, trySample } from '../helpers/owner.ts';
import type { RunningProcess } from '../helpers/process.ts';
import { openScreen, screens } from '../helpers/screens.ts';
import { createWorld, type World } from '../helpers/world.ts';
import { takeAccess } from './access.ts';
import { takeAssistant } from './assistant.ts';
import { takeBooking } from './booking.ts';
import { takeBroadcasts } from './broadcasts.ts';
import { takeByChannel } from './by-channel.ts';
import { takeCalendars } from './calendars.ts';
import { type Camera, createCamera } from './camera.ts';
import { takeComments } from './comments.ts';
import { takeConversation } from './conversation.ts';
import { takeGoogle } from './google.ts';
import { takeClosed, takeHandover } from './handover.ts';
import { takeNominee } from './nominee.ts';
import { takeHeard } from './heard.ts';
import { takeImport } from './import.ts';
import { takeImportHistory } from './import-history.ts';
import { takeCall } from './call.ts';
import { takePlans } from './plans.ts';
import { takeErasure } from './erasure.ts';
import { takeClosing, takeIncident, takePrivacy, takeRetention, takeRights } from './privacy.ts';
import { takeFilled } from './filled.ts';
import { takePeople } from './people.ts';
import { takeRecords } from './records.ts';
import { takeRemembered } from './remembered.ts';
import { takeReport } from './report.ts';
import { takeSchedule } from './schedule.ts';
import { takeStrain } from './strain.ts';
import { takeTeam } from './team.ts';
import { takeTechnician } from './technician.ts';
import { takePrograms } from './programs.ts';
import { takeMail } from './mail.ts';
import { takeTelegram } from './telegram.ts';
import { takeThread } from './thread.ts';
import { takeToday } from './today.ts';
import { takeTrial } from './trial.ts';
import { takeVisit } from './visit.ts';
import { takeVoice } from './voice.ts';
import { takeWebhooks } from './webhooks.ts';

/**
 * `npm run screens`: pictures of every screen and state, large and light, small and dark, as
 * `docs/screens/all/<name>.<theme>.<width>.png`, and what axe says of them. Those that the README shows are kept
 * beside it. `-- thread team` takes only these groups. A group that fails ends nothing else: all of them are told at
 * the end, and `failed-<group>.png` shows where each stood.
 */
const kept = path.join(import.meta.dirname, '../../../docs/screens');
const folder = path.join(kept, 'all');
const shown = {
  today: 'today',
  schedule: 'schedule-week',
  inbox: 'draft-sources',
  assistant: 'agent-proposal',
  jobs: 'board',
  invoice: 'issued',
  team: 'team-code',
};
const passphrase = 'marble kettle orbit walnut';

type Take = (page: Page, world: World, camera: Camera, relay: RunningProcess) => Promise<void>;

/** What is photographed in a world where nothing is yet. */
const beginnings: Record<string, Take> = {
  empty: takeEmpty,
  nominee: takeNominee,
  handover: takeHandover,
  closed: (_, world, camera, relay) => takeClosed(world, camera, relay),
};

/** What is photographed at a sample business, one after another; each of these has a business of its own. */
const businesses: Record<string, Take>[] = [
  {
    // First, and passed at its end: who was not tried drafts nothing.
    trial: takeTrial,
    rooms: (page, _, camera) => takeRooms(page, camera, ''),
    today: (page, _, camera) => takeToday(page, camera),
    schedule: (page, _, camera) => takeSchedule(page, camera),
    visit: (page, _, camera) => takeVisit(page, camera),
    // After the visit, whose photos and signature it shows.
    report: (page, _, camera) => takeReport(page, camera),
    plans: (page, _, camera) => takePlans(page, camera),
    calendars: (page, _, camera) => takeCalendars(page, camera),
  },
  {
    thread: takeThread,
    conversation: takeConversation,
    heard: takeHeard,
    voice: takeVoice,
    'by-channel': takeByChannel,
    remembered: takeRemembered,
    technician: takeTechnician,
  },
  {
    telegram: takeTelegram,
    comments: takeComments,
    programs: takePrograms,
    google: takeGoogle,
    webhooks: takeWebhooks,
    assistant: takeAssistant,
  },
  {
    privacy: (page, _, camera) => takePrivacy(page, camera),
    rights: (page, _, camera) => takeRights(page, camera),
    incident: (page, _, camera) => takeIncident(page, camera),
    retention: (page, _, camera) => takeRetention(page, camera),
    closing: (page, _, camera) => takeClosing(page, camera),
  },
  {
    booking: (page, _, camera) => takeBooking(page, camera),
    broadcasts: takeBroadcasts,
    mail: takeMail,
    call: (page, _, camera) => takeCall(page, camera),
    people: (page, _, camera) => takePeople(page, camera),
    filled: (page, _, camera) => takeFilled(page, camera),
  },
  {
    import: (page, _, camera) => takeImport(page, camera),
    'import-history': (page, _, camera) => takeImportHistory(page, camera),
    records: takeRecords,
    strain: takeStrain,
  },
  {
    access: (page, world, camera) => takeAccess(page, world, camera),
    team: takeTeam,
    // The last: somebody is gone afterwards.
    erasure: (page, _, camera) => takeErasure(page, camera),
  },
];

const chosen = process.argv.slice(2);
const known = [beginnings, ...businesses].flatMap((groups) => Object.keys(groups));
for (const group of chosen) if (!known.includes(group)) throw new Error(`There is no group “${group}”.`);
if (chosen.length === 0) rmSync(folder, { recursive: true, force: true });
const camera = createCamera(folder);
const failed: string[] = [];

await sideBySide([
  ...wanted(beginnings).map(
    (group) => () => inWorld(group[0], (page, world, relay) => isTaken(group, page, world, relay)),
  ),
  ...businesses.map((groups) => () => takeBusiness(wanted(groups))),
]);

for (const [name, picture] of Object.entries(shown)) {
  const source = path.join(folder, `${picture}.light.1440.png`);
  if (existsSync(source)) copyFileSync(source, path.join(kept, `${name}.png`));
}
if (failed.length > 0) process.stdout.write(`Failed: ${failed.join(', ')}\n`);
// What a group that failed has left listening holds nothing up.
process.exit(failed.length > 0 || camera.findings() > 0 ? 1 : 0);

/** As the tests are: worlds wait more than they work. */
async function sideBySide(worlds: (() => Promise<void>)[]): Promise<void> {
  const left = worlds.values();
  await Promise.all(
    Array.from({ length: 3 }, async () => {
      for (const world of left) await world();
    }),
  );
}

function wanted(groups: Record<string, Take>): [string, Take][] {
  return Object.entries(groups).filter(([name]) => chosen.length === 0 || chosen.includes(name));
}

/** What comes after a group that failed goes on in another business: nobody knows what stands open in that one. */
async function takeBusiness(groups: [string, Take][]): Promise<void> {
  const left = [...groups];
  while (left[0] !== undefined) {
    const [first] = left[0];
    await inWorld(first, async (page, world, relay) => {
      await trySample(page, { country: 'United Kingdom', passphrase });
      await connect(page, world);
      if (first !== 'trial') await tryModel(page);
      while (left[0] !== undefined && (await isTaken(left[0], page, world, relay))) left.shift();
    });
    // The one that failed.
    left.shift();
  }
}

async function isTaken(
  [name, take]: [string, Take],
  page: Page,
  world: World,
  relay: RunningProcess,
): Promise<boolean> {
  try {
    await take(page, world, camera, relay);
    return true;
  } catch (error) {
    note(name, error);
    // Where even the window is gone, the error has to do.
    await page.screenshot({ path: path.join(folder, `failed-${name}.png`) }).catch(() => undefined);
    return false;
  }
}

function note(group: string, error: unknown): void {
  failed.push(group);
  process.stdout.write(`${group} failed: ${error instanceof Error ? error.stack : String(error)}\n`);
}

/** In a world of its own, whose failure is that of the group it was made for. */
async function inWorld(
  group: string,
  take: (page: Page, world: World, relay: RunningProcess) => Promise<unknown>,
): Promise<void> {
  const world = await createWorld({ browser: chromiumPath() });
  try {
    const relay = await world.startRelay();
    await world.startShell();
    const page = await world.openWindow();
    await page.getByRole('button', { name: /Try with sample data/ }).waitFor();
    await take(page, world, relay);
  } catch (error) {
    note(group, error);
  } finally {
    await world.end();
  }
}

/** The first run, and every room before anything is in it. */
async function takeEmpty(page: Page): Promise<void> {
  await camera.take(page, 'welcome');
  await setUpBusiness(page, { name: 'Rivera Plumbing', country: 'United Kingdom', passphrase }, (step) =>
    camera.take(page, `welcome-${step}`),
  );
  await takeRooms(page, camera, 'empty-');
  await page.reload();
  await page.getByRole('button', { name: 'Unlock' }).waitFor();
  await camera.take(page, 'unlock');
}

async function takeRooms(page: Page, to: Camera, prefix: string): Promise<void> {
  for (const screen of screens) {
    await openScreen(page, screen);
    await to.take(page, prefix + screen.name);
  }
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
}
