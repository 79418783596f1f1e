import { cpSync, rmSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { browserProfile } from '#electron/host/browser-profile.ts';
import settings from '#renderer/locales/en/settings.json' with { type: 'json' };
import welcome from '#renderer/locales/en/welcome.json' with { type: 'json' };
import { chromiumPath } from '../../build/chromium.ts';
import { createRandom, type Random } from '../simulation/random.ts';
import { signalsFor } from '../power-cut/browser.ts';
import { type Copies, type Damage, damage } from '../power-cut/damage.ts';
import { copiesIn } from '../power-cut/places.ts';
import { isBoth } from '../power-cut/plan.ts';
import { nameOf } from '../power-cut/report.ts';
import { openSection, setUpBusiness, unlock } from './helpers/owner.ts';
import { createPeople, type People } from './helpers/people.ts';
import type { RunningProcess } from './helpers/process.ts';
import { expect, test } from './helpers/test.ts';
import type { World } from './helpers/world.ts';

/** `npm run power-cut -- --product --cases 20 --seed 0` looks at more than `npm test` does. */
const cases = Number(process.env['POWER_CUT_CASES'] ?? 2);
const firstSeed = Number(process.env['POWER_CUT_SEED'] ?? 0);

type Event = keyof typeof settings.stored & `event_${string}`;

interface Kind extends Damage {
  /** What Health says then; left out where the cut may have hit only what nothing depends on. */
  says?: Event[];
}

const kinds: Kind[] = [
  { browser: 'log cut', journal: 'none' },
  { browser: 'none', journal: 'log gone', says: ['event_journal'] },
  { browser: 'log zeroed', journal: 'none', says: ['event_emptied'] },
  { browser: 'none', journal: 'folder gone', says: ['event_journal'] },
  { browser: 'manifest gone', journal: 'none', says: ['event_replaced'] },
  { browser: 'none', journal: 'log cut' },
  { browser: 'folder gone', journal: 'none', says: ['event_emptied'] },
  { browser: 'none', journal: 'log zeroed' },
  { browser: 'newest file gone', journal: 'none', says: ['event_emptied', 'event_behind'] },
  { browser: 'current gone', journal: 'none' },
  { browser: 'log cut', journal: 'log cut' },
  { browser: 'log zeroed', journal: 'log cut' },
  { browser: 'manifest gone', journal: 'log gone' },
  { browser: 'log zeroed', journal: 'folder gone' },
];

const passphrase = 'marble kettle orbit walnut';
/** How long contacts are added before the power goes, at most (ms). */
const longestWork = 4000;
const startsAfterwards = 3;

// Its store is to be that of the product, and to be ended without a word.
test.use({ program: chromiumPath() });

for (let seed = firstSeed; seed < firstSeed + cases; seed++) {
  const kind = kinds[seed % kinds.length]!;
  test(`the power goes while contacts are added (${nameOf(kind)}; ${seed}): all are there, at each start`, async ({
    world,
  }) => {
    const people = createPeople();
    const random = createRandom(`product ${seed}`);
    const copies = await workUntilCut(world, people, random);
    damage(copies, kind, random);
    const held = isBoth(kind) ? await heldAlone(world, copies, people) : undefined;
    people.countOn(held?.names);

    for (let start = 1; start <= startsAfterwards; start++) {
      const shell = await world.startShell();
      const page = await world.openWindow();
      expect(await firstScreen(page)).toBe(held?.isLost === true ? 'lost' : 'locked');
      if (held?.isLost !== true) {
        await unlock(page, passphrase);
        await people.areThere(page);
        await healthIsClear(page, kind, start);
        await people.add(page);
        await people.areThere(page);
      }
      await world.closeWindow();
      await shell.stop();
    }
  });
}

/** A business that has been started before, and whose power goes in the middle of the work. */
async function workUntilCut(world: World, people: People, random: Random): Promise<Copies> {
  const first = await world.startShell();
  const page = await world.openWindow();
  await setUpBusiness(page, { name: 'Visser Plumbing', country: 'Netherlands', passphrase });
  await people.add(page);
  await world.closeWindow();
  await first.stop();

  const shell = await world.startShell();
  const again = await world.openWindow();
  await unlock(again, passphrase);
  await people.add(again);
  await cutPower(world, { shell, page: again, people, random });
  const { profile } = world.folders;
  return copiesIn({ browser: browserProfile(profile), profile }, Number(new URL(again.url()).port));
}

/** Everything stops at one moment, and then ends without a word: the disk stays as it was at that moment. */
async function cutPower(
  world: World,
  { shell, page, people, random }: { shell: RunningProcess; page: Page; people: People; random: Random },
): Promise<void> {
  const signalBrowser = signalsFor(browserProfile(world.folders.profile));
  let isOver = false;
  const working = (async () => {
    while (!isOver) await people.add(page);
  })().catch(() => undefined);
  await delay(random.below(longestWork));
  people.stopCounting();
  signalBrowser('SIGSTOP');
  process.kill(shell.pid, 'SIGSTOP');
  isOver = true;
  await Promise.all([world.killWindow(), shell.kill()]);
  await working;
}

/** Which contacts one of the two damaged copies shows without the other. `isLost`: not even the keys are left. */
async function heldAlone(
  world: World,
  { journal, database, largeValues }: Copies,
  people: People,
): Promise<{ isLost: boolean; names: ReadonlySet<string> }> {
  const { profile } = world.folders;
  const cut = `${profile}-cut`;
  const putBack = (): void => {
    rmSync(profile, { recursive: true, force: true });
    cpSync(cut, profile, { recursive: true, verbatimSymlinks: true });
  };
  cpSync(profile, cut, { recursive: true, verbatimSymlinks: true });
  const names = new Set<string>();
  let isLost = true;
  for (const other of [[journal], [database, largeValues]]) {
    for (const folder of other) rmSync(folder, { recursive: true, force: true });
    const shell = await world.startShell();
    const page = await world.openWindow();
    if ((await firstScreen(page)) === 'locked') {
      isLost = false;
      await unlock(page, passphrase);
      await copiesAreInStep(page);
      for (const name of await people.listed(page)) names.add(name);
    }
    await world.closeWindow();
    await shell.stop();
    putBack();
  }
  return { isLost, names };
}

async function firstScreen(page: Page): Promise<'locked' | 'lost' | 'welcome'> {
  const locked = page.getByRole('button', { name: 'Unlock' });
  const lost = page.getByRole('heading', { name: welcome.lost_title });
  const isNew = page.getByRole('button', { name: /Set up my business/ });
  await expect(locked.or(lost).or(isNew)).toBeVisible();
  if (await locked.isVisible()) return 'locked';
  return (await lost.isVisible()) ? 'lost' : 'welcome';
}

async function copiesAreInStep(page: Page): Promise<void> {
  await openSection(page, 'Health');
  await expect(page.getByText(settings.stored.same)).toBeVisible();
}

/** Health says what happened, and that nothing is missing. */
async function healthIsClear(page: Page, kind: Kind, start: number): Promise<void> {
  await copiesAreInStep(page);
  const says = start === 1 ? (kind.says ?? []) : [];
  const sentences = says.map((name) => page.getByText(settings.stored[name].replace('{{when}}: ', '')));
  if (sentences.length > 0) {
    const sentence = sentences.reduce((one, other) => one.or(other));
    await expect(sentence).toContainText(settings.stored.nothingMissing);
  }
  await expect(page.getByText(settings.stored.lostRemedy)).toHaveCount(0);
}
