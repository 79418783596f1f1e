import { isEveryday } from './everyday.ts';

/**
 * Endings that a name takes in languages of Europe when somebody is spoken of or to (Slavic, Baltic, Finnish,
 * Hungarian, Romanian), without accents. German's and English's are in `finders.ts`: they leave the name.
 */
const endings = new Set(
  `a i y e o u am em im om um ym ie owi owie ow ou ovi ova ove ova ove och ach ami ich emu ego iej iemu ev ovu evu ku ko
  ek ka ke ki ja je ju jem jom in ina ino ine ini iny ov ovo ove ovy inom oju eju oi ei is io iu ui uli ului lui ilor us
  ae orum arum n an en on ssa sta lla lle lta ksi nak nek val vel ban ben bol tol rol hoz hez nal ot et at t ra re
  ig kat ket ert szal
  ος ου ο ον ε ης η ην ας α αν ων ους οι ες
  а я у ю е и ы о ом ем ым им ой ей ою ею ию ии ого его ому ему ов ев ова ева ову еву овы ах ях ами ями ам ям`.split(
    /\s+/,
  ),
);

/** Those that a name takes which is an everyday word as well: `Jan`, but no `January`; `Mark`, but no `Market`. */
const surest = new Set(['a', 'em', 'om', 'owi', 'ovi', 'ie', 'u']);

const caseless = /^\P{Lu}*$/u;
const cased = /\p{Script=Latin}|\p{Script=Cyrillic}|\p{Script=Greek}|\p{Script=Armenian}/u;

/** Names of one word, by the beginning that no ending changes. */
export type Inflections = Map<string, Set<string>>;

/** The name is folded, of letters only. */
export function addInflections(inflections: Inflections, name: string): void {
  if (name.length < 3 || !/^\p{L}+$/u.test(name)) return;
  const stem = stemOf(name);
  inflections.set(stem, (inflections.get(stem) ?? new Set()).add(name));
}

/**
 * Whether a word of a text is a known name in another form. Without a capital only a name of five letters or more
 * is known, and only whole. The word is folded; `written` is it as it stands in the text.
 */
export function isInflected(inflections: Inflections, word: string, written: string): boolean {
  const hasCapital = !caseless.test(written);
  for (let length = Math.min(word.length, 40); length >= 2; length--) {
    for (const name of inflections.get(word.slice(0, length)) ?? []) {
      if (fits(name, word, written, hasCapital)) return true;
    }
  }
  return false;
}

function fits(name: string, word: string, written: string, hasCapital: boolean): boolean {
  if (!cased.test(written)) return word.startsWith(name) && word.length - name.length <= 3;
  const whole = word.startsWith(name) && name.length >= 5;
  if (!hasCapital && !whole) return false;
  const end = word.slice(word.startsWith(name) ? name.length : stemOf(name).length);
  return isEveryday(name) ? surest.has(end) && word.startsWith(name) : endings.has(end);
}

/** Without its last vowel, which most endings replace; `Marek` also loses its e: two letters where it is long. */
function stemOf(name: string): string {
  if (/[aeiouyаеиоуя]$/u.test(name)) return name.slice(0, -1);
  return name.replace(/(?:[αηο][σς]|[αηο])$/u, '');
}
