/** How letters of two scripts are written in Latin ones, as passports and people do. */
const romanised: Record<string, string> = Object.fromEntries(
  `а=a б=b в=v г=g ґ=g д=d е=e є=e ж=zh з=z и=i і=i ї=i к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=kh ц=ts ч=ch ш=sh щ=shch
  ъ= ы=y ь= э=e ю=iu я=ia α=a β=v γ=g δ=d ε=e ζ=z η=i θ=th ι=i κ=k λ=l μ=m ν=n ξ=x ο=o π=p ρ=r σ=s ς=s τ=t υ=y φ=f χ=ch
  ψ=ps ω=o`
    .split(/\s+/)
    .map((pair) => pair.split('=') as [string, string]),
);

/** Letters that look like Latin ones: within a word of Latin letters they are meant as these. */
const lookalikes: Record<string, string> = Object.fromEntries(
  'а=a е=e о=o р=p с=c у=y х=x і=i к=k м=m т=t в=b н=h α=a ο=o ρ=p ν=v ε=e ι=i κ=k τ=t υ=u'
    .split(' ')
    .map((pair) => pair.split('=') as [string, string]),
);

const other = /[\p{Script=Cyrillic}\p{Script=Greek}]/u;
const latin = /\p{Script=Latin}/u;

/** A folded word in Latin letters; `undefined` where it is in them already, or in a script that is not known here. */
export function inLatin(word: string): string | undefined {
  if (!other.test(word)) return undefined;
  const letters = latin.test(word) ? lookalikes : romanised;
  const written = Array.from(word, (letter) => letters[letter] ?? letter).join('');
  return written.replace(/iia$/, 'ia');
}
