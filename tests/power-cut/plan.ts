import { createRandom, type Random } from '../simulation/random.ts';
import {
  type BrowserDamage,
  browserDamages,
  type Damage,
  damages,
  type JournalDamage,
  journalDamages,
} from './damage.ts';

/** One business and its power cuts, as the seed decides them. */
export interface Case {
  seed: number;
  /** Seeds that follow one another go through all kinds. */
  damage: Damage;
  /** How many steps are done each time between opening and closing, before the power may go. */
  lives: number[];
  /** The power goes once more while one copy is being filled from the other, which is whole. */
  isInterrupted: boolean;
  /** At the first start after it nothing is written: the owner only looks. */
  onlyLooks: boolean;
  /** The next cut, when one copy has been filled from the other: it damages that other one. */
  secondDamage: Damage;
}

const none: Damage = { browser: 'none', journal: 'none' };

export function planCase(seed: number): Case {
  const random = createRandom(`case ${seed}`);
  const damage = damages[seed % damages.length]!;
  return {
    seed,
    damage,
    lives: Array.from({ length: random.between(1, 3) }, () => random.between(4, 14)),
    isInterrupted: random.chance(0.5) && !isBoth(damage),
    onlyLooks: random.chance(0.5),
    secondDamage: secondDamage(damage, random),
  };
}

function secondDamage({ browser, journal }: Damage, random: Random): Damage {
  if (browser !== 'none' && journal !== 'none') return none;
  if (browser !== 'none') return { ...none, journal: random.pick(journalDamages.filter(isDamage)) };
  return { ...none, browser: random.pick(browserDamages.filter(isDamage)) };
}

function isDamage(what: BrowserDamage | JournalDamage): boolean {
  return what !== 'none';
}

export function isBoth({ browser, journal }: Damage): boolean {
  return isDamage(browser) && isDamage(journal);
}
