import type { Locator, Page } from '@playwright/test';
import { setTimeout as wait } from 'node:timers/promises';
import { createRandom, type Random } from '../simulation/random.ts';
import { type FullDisk, test } from './helpers/full-disk.ts';
import { journalIsWrittenAgain } from './helpers/journal.ts';
import { searchFinds, whereWorkIs } from './helpers/looks.ts';
import { connectRelay, connectWhatsApp, setUpBusiness, unlock } from './helpers/owner.ts';
import type { RunningProcess } from './helpers/process.ts';
import { expect } from './helpers/test.ts';
import { createWitness, type Press, type Witness } from './helpers/witness.ts';
import type { World } from './helpers/world.ts';

/**
 * Each round, with a seed of its own, fills the disk four times: under each work once, and each time something else
 * follows. `FULL_DISK_ROUNDS=20 FULL_DISK_SEED=7` has 20 of them, the first with the seed 7.
 */
const rounds = Number(process.env['FULL_DISK_ROUNDS'] ?? 1);
const firstSeed = Number(process.env['FULL_DISK_SEED'] ?? 1);

/** What is under way when the disk is filled, and how long at most it has been (ms). */
const works = { contact: 300, file: 500, backup: 300, maintenance: 300 };
type Work = keyof typeof works;

const passphrase = 'marble kettle orbit walnut';

interface Scene {
  world: World;
  disk: FullDisk;
  witness: Witness;
  random: Random;
  shell: RunningProcess;
  page: Page;
}

for (let seed = firstSeed; seed < firstSeed + rounds; seed++)
  test(`a disk that is full to the last byte takes nothing away (seed ${seed})`, async ({ world, disk }) => {
    const random = createRandom(seed);
    const witness = createWitness({ graph: world.graph, random: random.fork('witness') });
    const scene = { world, disk, witness, random, ...(await moveIn(world)) };
    await witness.customersWrite(60);
    const endings = shuffled(random, [freed, killedWhileFull, closedWhileFull, killedLater]);
    for (const [index, work] of shuffled(random, Object.keys(works) as Work[]).entries()) {
      await test.step(`${work}, ${endings[index]!.name}`, async () => {
        await fillUnder(scene, work);
        await endings[index]!(scene);
        await witness.everythingIsThere(scene.page);
      });
    }
  });

async function moveIn(world: World): Promise<{ shell: RunningProcess; page: Page }> {
  await world.startRelay();
  const shell = await world.startShell();
  const page = await world.openWindow();
  await setUpBusiness(page, { name: 'Quistgaard Plumbing', country: 'Netherlands', passphrase });
  await connectRelay(page, world.relayUrl);
  await connectWhatsApp(page, world.graph);
  return { shell, page };
}

/** While customers write, and something is being stored. */
async function fillUnder(scene: Scene, work: Work): Promise<void> {
  const { witness, random, disk, page } = scene;
  const press = await prepare(scene, work);
  const writing = witness.customersWrite(work === 'maintenance' ? 10 : 120);
  const saying = press();
  await wait(random.between(0, works[work]));
  disk.keepFull();
  const said = await saying;
  if (said === 'waits') await expect(whereWorkIs(page)).toHaveText('Not stored yet');
  await writing;
  await page.keyboard.press('Escape');
}

async function prepare({ witness, page, world }: Scene, work: Work): Promise<Press> {
  if (work === 'contact') return witness.newContact(page);
  if (work === 'file') return witness.newFile(page);
  if (work === 'backup') return witness.newBackup(page);
  // Nobody presses anything for it: books are made shorter when all has been quiet for a while.
  const isMadeShorter = journalIsWrittenAgain(world.folders.profile);
  await witness.oneWritesMuch();
  await isMadeShorter;
  return () => Promise.resolve('done');
}

async function freed(scene: Scene): Promise<void> {
  await saysThatItIsFull(scene);
  await goesOn(scene);
}

async function killedWhileFull(scene: Scene): Promise<void> {
  await kill(scene, 1500);
  await start(scene);
  await saysThatItIsFull(scene);
  await goesOn(scene);
}

async function closedWhileFull(scene: Scene): Promise<void> {
  await scene.world.closeWindow();
  await scene.shell.stop();
  scene.witness.windowIsGone();
  await start(scene);
  await saysThatItIsFull(scene);
  await goesOn(scene);
}

/** As soon as there is room again, while what has waited is being stored and the owner goes on working. */
async function killedLater(scene: Scene): Promise<void> {
  scene.disk.free();
  await Promise.all([kill(scene, 3000), addContactsUntilGone(scene)]);
  await start(scene);
  await goesOn(scene);
}

/** `most`: how long from now it may be until then, in milliseconds. */
async function kill({ random, world, shell, witness }: Scene, most: number): Promise<void> {
  await wait(random.between(0, most));
  await Promise.all([world.killWindow(), shell.kill()]);
  witness.windowIsGone();
}

async function addContactsUntilGone({ page, witness }: Scene): Promise<void> {
  try {
    for (;;) {
      const press = await witness.newContact(page);
      if ((await press()) !== 'done') await page.keyboard.press('Escape');
    }
  } catch (error) {
    if (!page.isClosed()) throw error;
  }
}

/** Never with the welcome screen. */
async function start(scene: Scene): Promise<void> {
  scene.shell = await scene.world.startShell();
  scene.page = await scene.world.openWindow();
  const welcome = scene.page.getByRole('button', { name: /Set up my business/ });
  await expect(scene.page.getByRole('button', { name: 'Unlock' }).or(welcome)).toBeVisible();
  await expect(welcome).toBeHidden();
  await unlock(scene.page, passphrase);
}

/** Nothing new is begun, nothing is called stored, and all can be read and searched. */
async function saysThatItIsFull({ page, witness }: Scene): Promise<void> {
  await expect(banner(page)).toBeVisible();
  const press = await witness.newContact(page);
  expect(await press()).toBe('refused');
  await expect(whereWorkIs(page)).toHaveText(/^(Not stored yet|Offline)$/);
  await page.keyboard.press('Escape');
  await searchFinds(page, 'drips');
  await page.getByRole('row', { name: /drips/ }).first().click();
  const messages = page.getByRole('log', { name: /^Messages with/ });
  await expect(messages.getByText(/drips/).first()).toBeVisible();
}

/** By itself: what has waited is stored, the relay is met, and something new can be done. */
async function goesOn({ page, witness, disk }: Scene): Promise<void> {
  disk.free();
  const freedAt = Date.now();
  await expect(banner(page)).toBeHidden();
  await witness.nothingWaits(page);
  await expect(whereWorkIs(page)).toHaveText('Stored');
  const took = `${Date.now() - freedAt} ms`;
  test.info().annotations.push({ type: 'stored by the relay after there was room', description: took });
  const press = await witness.newContact(page);
  expect(await press()).toBe('done');
}

function banner(page: Page): Locator {
  return page.getByRole('status').filter({ hasText: /disk is full[:,]/ });
}

function shuffled<T>(random: Random, list: readonly T[]): T[] {
  const placed = list.map((value) => ({ value, place: random.next() }));
  return placed.toSorted((a, b) => a.place - b.place).map(({ value }) => value);
}
