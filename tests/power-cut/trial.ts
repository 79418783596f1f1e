import { createRandom, type Random } from '../simulation/random.ts';
import { contentsOf, contradictionsIn, isHeld, tornSteps } from './judge.ts';
import type { FoundRow } from './marks.ts';
import type { Look } from './page/page.ts';
import { type Case, isBoth } from './plan.ts';

export interface CaseResult {
  plan: Case;
  /** Empty where all is well. */
  problems: string[];
  /** Rows that were acknowledged before the cut. */
  acknowledged: number;
  /** Of these: in neither copy any more, so that nobody could bring them back. */
  gone: number;
  /** What each start had to mend, in the word that Health has for it; `–` for nothing. */
  mended: string[];
  /** It goes on as another device, because something may be missing. */
  isUnsure: boolean;
  /** It looked like a new profile: nothing was left. */
  isNew: boolean;
}

/** One business whose power is cut, with all that was ever acknowledged to it. */
export interface Trial {
  plan: Case;
  port: number;
  /** For the damage. */
  random: Random;
  /** The first cut damages both copies. */
  isBoth: boolean;
  acknowledged(rows: FoundRow[]): void;
  /** What one of two damaged copies holds. */
  foundAlone(rows: FoundRow[]): void;
  started(look: Look): void;
  wroteMore(rows: FoundRow[]): void;
  checked(check: { lost: number }): void;
  /** The product has thrown, or complained to the console. */
  failed(error: unknown): void;
  result(): CaseResult;
}

export function createTrial(plan: Case, port: number): Trial {
  const areBothDamaged = isBoth(plan.damage);
  const problems: string[] = [];
  const alone: FoundRow[][] = [];
  const looks: Look[] = [];
  let before: FoundRow[] = [];
  /** What has to be there. */
  let due: FoundRow[] = [];
  /** Of the sequences that were seen. */
  let highest = 0;

  function complain(texts: string[]): void {
    problems.push(...texts.map((text) => `start ${looks.length}: ${text}`));
  }

  function see(rows: FoundRow[]): void {
    highest = Math.max(highest, ...rows.map(({ sequence }) => sequence));
  }

  /** After the cut: everything, or what one of two damaged copies holds. */
  function dueAfterCut(): FoundRow[] {
    if (!areBothDamaged) return before;
    const contents = alone.map(contentsOf);
    return before.filter((row) => contents.some((each) => isHeld(row, each)));
  }

  function judge(look: Look): void {
    const contents = contentsOf(look.rows);
    const missing = due.filter((row) => !isHeld(row, contents));
    complain(missing.map(({ place, mark }) => `${mark?.id} is missing at ${place}`));
    complain(contradictionsIn(look.rows));
    // Of a damaged journal single rows are saved, so that a step may come in part.
    if (!areBothDamaged) complain(tornSteps(look.rows));
    if (isMendedAgain(look)) complain([`the browser’s copy had to be mended again: ${look.event?.what}`]);
    if (!look.isComplete) complain(['the two copies do not come into step']);
    if (look.isNew && isSomethingLeft()) complain(['the owner would see the welcome screen']);
    if (!look.isUnsure && isKnownToLack()) complain(['it goes on as if nothing had been lost']);
    if (!areBothDamaged && (look.event?.lost ?? 0) > 0) complain(['Health says that something is lost']);
  }

  /**
   * After what the first start mended, nothing may come to light at a later one: until then the other copy would be
   * the only one, and nobody would know. The third start comes after the second damage.
   */
  function isMendedAgain({ event }: Look): boolean {
    const isUndamaged = looks.length === 2 || (looks.length === 3 && areBothDamaged);
    return isUndamaged && event?.at !== looks.at(-2)!.event?.at;
  }

  /** Rows, or a mark that there were some. A LevelDB without its log is one that never had anything. */
  function isSomethingLeft(): boolean {
    const { browser, journal } = plan.damage;
    const isErased = browser === 'folder gone' || browser === 'newest file gone';
    return due.length > 0 || !isErased || journal !== 'folder gone';
  }

  /** Rows are gone, and by how the copies were found the product knows that some may be. */
  function isKnownToLack(): boolean {
    const { browser, journal } = plan.damage;
    const isErased = ['log zeroed', 'newest file gone', 'manifest gone', 'folder gone'].includes(browser);
    const hadKeys = looks[0]!.rows.some(({ place }) => place.startsWith('lock/'));
    return isErased && journal !== 'folder gone' && hadKeys && dueAfterCut().length < before.length;
  }

  return {
    plan,
    port,
    random: createRandom(`damage ${plan.seed}`),
    isBoth: areBothDamaged,
    acknowledged(rows) {
      before = rows;
      // Where both copies are damaged, nobody can know what had been given out last.
      if (!areBothDamaged) see(rows);
    },
    foundAlone(rows) {
      alone.push(rows);
      see(rows);
    },
    started(look) {
      if (looks.length === 0) due = dueAfterCut();
      looks.push(look);
      judge(look);
      see(look.rows);
      due = look.rows;
    },
    wroteMore(rows) {
      const again = rows.filter(({ sequence }) => sequence <= highest);
      complain(again.map(({ sequence }) => `${sequence} was given out again, after ${highest}`));
      see(rows);
      due = [...due, ...rows];
    },
    checked({ lost }) {
      if (lost > 0) complain([`${lost} rows are damaged in both copies`]);
    },
    failed: (error) => complain([error instanceof Error ? error.message : String(error)]),
    result: () => ({
      plan,
      problems,
      acknowledged: before.length,
      gone: before.length - dueAfterCut().length,
      mended: looks.map(({ event }, index) =>
        event !== undefined && event.at !== looks[index - 1]?.event?.at ? event.what : '–',
      ),
      isUnsure: looks.some((look) => look.isUnsure),
      isNew: looks.some((look) => look.isNew),
    }),
  };
}
