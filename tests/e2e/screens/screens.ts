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
 * beside it. `-- thread team` takes only these groups.
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

/** What the sample business is photographed at, one after another in the same world. */
const groups: Record<
  string,
  (page: Page, world: World, camera: Camera, relay: RunningProcess) => Promise<void>
> = {
  // First, and passed at its end: who was not tried drafts nothing.
  trial: takeTrial,
  rooms: (page, _, camera) => takeRooms(page, camera, ''),
  // Before customers write what is heard first.
  today: (page, _, camera) => takeToday(page, camera),
  schedule: (page, _, camera) => takeSchedule(page, camera),
  visit: (page, _, camera) => takeVisit(page, camera),
  // After the visit, whose photos and signature it shows.
  report: (page, _, camera) => takeReport(page, camera),
  plans: (page, _, camera) => takePlans(page, camera),
  calendars: (page, _, camera) => takeCalendars(page, camera),
  thread: takeThread,
  conversation: takeConversation,
  heard: takeHeard,
  voice: takeVoice,
  'by-channel': takeByChannel,
  remembered: takeRemembered,
  technician: takeTechnician,
  telegram: takeTelegram,
  comments: takeComments,
  programs: takePrograms,
  google: takeGoogle,
  webhooks: takeWebhooks,
  assistant: takeAssistant,
  privacy: (page, _, camera) => takePrivacy(page, camera),
  rights: (page, _, camera) => takeRights(page, camera),
  incident: (page, _, camera) => takeIncident(page, camera),
  retention: (page, _, camera) => takeRetention(page, camera),
  closing: (page, _, camera) => takeClosing(page, camera),
  booking: (page, _, camera) => takeBooking(page, camera),
  broadcasts: takeBroadcasts,
  mail: takeMail,
  call: (page, _, camera) => takeCall(page, camera),
  people: (page, _, camera) => takePeople(page, camera),
  filled: (page, _, camera) => takeFilled(page, camera),
  import: (page, _, camera) => takeImport(page, camera),
  'import-history': (page, _, camera) => takeImportHistory(page, camera),
  records: takeRecords,
  strain: takeStrain,
  access: (page, world, camera) => takeAccess(page, world, camera),
  team: takeTeam,
  // The last: somebody is gone afterwards.
  erasure: (page, _, camera) => takeErasure(page, camera),
};

const chosen = process.argv.slice(2);
const isWanted = (group: string) => chosen.length === 0 || chosen.includes(group);
if (chosen.length === 0) rmSync(folder, { recursive: true, force: true });
const camera = createCamera(folder);

if (isWanted('empty')) await inWorld(takeEmpty);
if (isWanted('nominee')) await inWorld((page, world) => takeNominee(page, world, camera));
if (isWanted('handover')) await inWorld((page, world) => takeHandover(page, world, camera));
if (isWanted('closed')) await inWorld((_, world, relay) => takeClosed(world, camera, relay));
if (Object.keys(groups).some(isWanted)) await inWorld(takeSample);

for (const [name, picture] of Object.entries(shown)) {
  const source = path.join(folder, `${picture}.light.1440.png`);
  if (existsSync(source)) copyFileSync(source, path.join(kept, `${name}.png`));
}
if (camera.findings() > 0) process.exitCode = 1;

async function inWorld(
  take: (page: Page, world: World, relay: RunningProcess) => Promise<void>,
): Promise<void> {
  const world = await createWorld({ browser: chromiumPath() });
  try {
    const relay = await world.startRelay();
    await world.startShell();
    const page = await world.openWindow();
    await page.getByRole('button', { name: /Try with sample data/ }).waitFor();
    await take(page, world, relay);
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

async function takeSample(page: Page, world: World, relay: RunningProcess): Promise<void> {
  await trySample(page, { country: 'United Kingdom', passphrase });
  await connect(page, world);
  if (!isWanted('trial')) await tryModel(page);
  for (const [name, take] of Object.entries(groups))
    if (isWanted(name)) await take(page, world, camera, relay);
}

async function takeRooms(page: Page, to: Camera, prefix: string): Promise<void> {
  for (const screen of screens) {
    await openScreen(page, screen);
    await to.take(page, prefix + screen.name);
  }
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
}
