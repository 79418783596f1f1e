import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createRandom } from '../simulation/random.ts';
import { damage } from './damage.ts';
import { readJournalAlone } from './journal-alone.ts';
import { type Machine, startMachine } from './machine.ts';
import type { Sabotage } from './page/page.ts';
import { copiesOf, copyMachine } from './places.ts';
import { planCase } from './plan.ts';
import { freePorts } from '../free-ports.ts';
import { type CaseResult, createTrial, type Trial } from './trial.ts';

/** How long the power may stay when all are writing (ms). */
const longestWait = 800;
/** And while they are being opened after the cut (ms). */
const longestLook = 1500;

export interface RoundDeps {
  seeds: number[];
  /** The built page in which the storage runs. */
  built: string;
  /** For the proof that a round notices. */
  sabotage?: Sabotage;
}

export interface RoundResult {
  results: CaseResult[];
  /** Where something is wrong: the folder as the cut has left it. */
  kept?: string;
}

/** Cuts the power of many businesses at once, each with a port and so with a database and a journal of its own. */
export async function runRound({ seeds, built, sabotage }: RoundDeps): Promise<RoundResult> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'plumbline-power-cut-'));
  const [before, cut, alone, after] = ['before', 'cut', 'alone', 'after'].map((name) =>
    path.join(folder, name),
  ) as [string, string, string, string];
  const ports = await freePorts(seeds.length);
  const trials = seeds.map((seed, index) => createTrial(planCase(seed), ports[index]!));
  const machines: Machine[] = [];
  let isRight = false;

  async function start(place: string, some: Trial[]): Promise<Machine> {
    const machine = await startMachine({ folder: place, ports: some.map(({ port }) => port), built });
    machines.push(machine);
    return machine;
  }

  try {
    await writeUntilCut(await start(before, trials), trials, () => copyMachine(before, cut), sabotage);
    for (const { port, plan, random } of trials) damage(copiesOf(cut, port), plan.damage, random);
    const both = trials.filter(({ isBoth }) => isBoth);
    if (both.length > 0) {
      copyMachine(cut, alone);
      await readJournals(alone, both);
      await readDatabases(await start(alone, both), both);
    }
    copyMachine(cut, after);
    const interrupted = trials.filter(({ plan }) => plan.isInterrupted);
    if (interrupted.length > 0) await interrupt(await start(after, interrupted), interrupted);
    await startAgain(await start(after, trials), trials, 1);
    await startAgain(await start(after, trials), trials, 2);
    for (const { port, plan, random } of trials) damage(copiesOf(after, port), plan.secondDamage, random);
    await startAgain(await start(after, trials), trials, 3);
    const results = trials.map((trial) => trial.result());
    isRight = results.every(({ problems }) => problems.length === 0);
    return isRight ? { results } : { results, kept: cut };
  } finally {
    await Promise.all(machines.map((machine) => machine.kill()));
    for (const place of isRight ? [folder] : [before, alone, after])
      rmSync(place, { recursive: true, force: true });
  }
}

async function writeUntilCut(
  machine: Machine,
  trials: Trial[],
  copy: () => void,
  sabotage: Sabotage | undefined,
): Promise<void> {
  const pageOf = ({ port }: Trial) => machine.pages.get(port)!;
  await Promise.all(
    trials.map(async (trial) => {
      const { seed, lives } = trial.plan;
      const work = { seed: `before-${seed}`, lives, sabotage };
      await pageOf(trial).evaluate((work) => window.powerCut.work(work), work);
    }),
  );
  await Promise.all(
    trials.map((trial) =>
      pageOf(trial).evaluate((seed) => window.powerCut.writeOn(seed), `cut-${trial.plan.seed}`),
    ),
  );
  await delay(createRandom(`round ${trials[0]!.plan.seed}`).below(longestWait));
  // What is acknowledged between this answer and the cut is not counted.
  const acknowledged = await Promise.all(
    trials.map((trial) => pageOf(trial).evaluate(() => window.powerCut.acknowledged())),
  );
  machine.freeze();
  copy();
  await machine.kill();
  for (const [index, trial] of trials.entries()) trial.acknowledged(acknowledged[index]!);
}

/** What do the journals hold by themselves? */
async function readJournals(place: string, trials: Trial[]): Promise<void> {
  for (const trial of trials) trial.foundAlone(await readJournalAlone(copiesOf(place, trial.port).journal));
}

/** And the databases? */
async function readDatabases(machine: Machine, trials: Trial[]): Promise<void> {
  await Promise.all(
    trials.map(async (trial) => {
      const page = machine.pages.get(trial.port)!;
      trial.foundAlone(await page.evaluate(() => window.powerCut.readAlone()));
    }),
  );
  await machine.kill();
}

/** The power goes while the copies are being opened and filled. */
async function interrupt(machine: Machine, trials: Trial[]): Promise<void> {
  for (const { port } of trials)
    await machine.pages.get(port)!.evaluate(() => {
      void window.powerCut.look();
    });
  await delay(createRandom(`interrupt ${trials[0]!.plan.seed}`).below(longestLook));
  await machine.kill();
}

/** One start after the cut: Chromium erases a torn store one or two starts later. */
async function startAgain(machine: Machine, trials: Trial[], count: number): Promise<void> {
  await Promise.all(
    trials.map(async (trial) => {
      const page = machine.pages.get(trial.port)!;
      const { seed, onlyLooks } = trial.plan;
      try {
        trial.started(await page.evaluate(() => window.powerCut.look()));
        if (count === 1 && onlyLooks) return;
        const more = { seed: `start-${count}-${seed}`, steps: 3 };
        trial.wroteMore(await page.evaluate((more) => window.powerCut.writeMore(more), more));
        trial.checked(await page.evaluate(() => window.powerCut.check()));
      } catch (error) {
        trial.failed(error);
      }
      machine.mistakes(trial.port).forEach(trial.failed);
    }),
  );
  // The first time as the owner ends it, then as the next power cut does.
  await (count === 1 ? machine.close() : machine.kill());
}
