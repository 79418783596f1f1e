/**
 * Kinds of street, and how people shorten them: whichever is stored, each is found. By words without accents; the
 * long form first.
 */
const kinds = [
  ['street', 'st', 'str'],
  ['road', 'rd'],
  ['avenue', 'ave', 'av', 'avenida', 'avda', 'avd'],
  ['lane', 'ln'],
  ['drive', 'dr', 'drv'],
  ['close', 'cl'],
  ['court', 'ct', 'crt'],
  ['crescent', 'cres', 'cr'],
  ['terrace', 'ter', 'terr', 'tce'],
  ['gardens', 'gdns', 'gdn'],
  ['square', 'sq'],
  ['grove', 'gr', 'grv'],
  ['place', 'pl', 'plaza', 'praca', 'pca', 'piazza', 'pza', 'platz'],
  ['boulevard', 'blvd', 'bd', 'bvd', 'boul'],
  ['parade', 'pde'],
  ['highway', 'hwy'],
  ['calle', 'c', 'cl'],
  ['carretera', 'ctra'],
  ['paseo', 'po', 'pso'],
  ['rua', 'r', 'rue'],
  ['via', 'v'],
  ['travessa', 'tv', 'trav'],
  ['estrada', 'estr'],
  ['chemin', 'ch', 'che'],
  ['impasse', 'imp'],
  ['faubourg', 'fbg', 'fg'],
  ['viale', 'vle'],
  ['corso', 'cso'],
  ['vicolo', 'vic'],
  ['saint', 'st', 'ste', 'santa', 'sta', 'santo', 'sto', 'sankt', 'sao'],
];

/** Endings of a street's name that stand for one another: `Hauptstraße`, `Hauptstr.` */
const joined: [RegExp, string][] = [
  [/(?<=..)(?:strasse|str|straat)$/, 'str'],
  [/(?<=..)weg$/, 'weg'],
  [/(?<=..)platz$/, 'platz'],
  [/(?<=..)gasse$/, 'gasse'],
  [/(?<=..)allee$/, 'allee'],
  [/(?<=..)ufer$/, 'ufer'],
];

const formOf = new Map<string, string>();
for (const forms of kinds.toReversed()) for (const form of forms) formOf.set(form, forms[0]!);
formOf.set('strasse', 'street');
// `St` is both, and stands for either.
formOf.set('saint', 'street');

/** Whether a folded word is a kind of street, in any spelling. */
export function isStreetKind(word: string): boolean {
  return (
    (word.length > 1 && formOf.has(word)) || joined.some(([ending]) => ending.test(word) && word.length > 5)
  );
}

/** A word of a street as all its spellings have it. The word is folded. */
export function streetForm(word: string): string {
  const known = formOf.get(word);
  if (known !== undefined) return known;
  for (const [ending, form] of joined) if (ending.test(word)) return word.replace(ending, form);
  return word;
}

/** Parts of a building: alone they say nothing of where it stands. */
const units = new Set(
  `flat apartment apt appartement appt app unit floor suite room door house block building tower level piso planta puerta
  escalera bloque casa apto apartamento andar bloco lote wohnung stock etage haus hinterhaus aufgang eingang bat batiment
  escalier porte interno scala piano palazzina edificio building lift top left right ground first second third street road
  avenue lane drive place`.split(/\s+/),
);

/**
 * What a line of an address may be called by: as a whole, and each of its parts between numbers and commas, with
 * and without the number beside it. The words are folded.
 */
export function streetSpellings(line: string, wordsOf: (text: string) => string[]): string[][] {
  const found: string[][] = [];
  for (const part of [line, ...line.split(/[,;/\n]/)]) {
    const words = wordsOf(part);
    if (words.length > 0 && part === line) found.push(words);
    for (const [start, end] of namesIn(words)) {
      const name = words.slice(start, end);
      if (!isTelling(name)) continue;
      for (const spelling of nameSpellings(name)) {
        found.push(spelling);
        for (const number of [words[start - 1], words[end]])
          if (isNumber(number)) found.push([number!, ...spelling], [...spelling, number!]);
      }
    }
  }
  return found;
}

const small = new Set(
  'de del de la las los el da do das dos du des d l le les di della dei of the'.split(' '),
);

/**
 * The name of a street with and without its small words, as one word, with its kind apart where it is one word with it
 * (`Haupt Str.`), and with what an apostrophe cuts off in each form (`St John’s`).
 */
function nameSpellings(name: string[]): string[][] {
  const telling = name.filter((word) => !small.has(word));
  const whole = [name, ...(telling.length > 1 && telling.length < name.length ? [telling] : [])];
  const cut = name.findIndex((word, i) => i > 0 && word === 's');
  const rest = name.slice(cut + 1);
  const owned =
    cut < 0
      ? []
      : [
          [...name.slice(0, cut - 1), `${name[cut - 1]!}s`, ...rest],
          [...name.slice(0, cut), ...rest],
        ];
  const apart = joined.flatMap(([ending, form]) =>
    name.length === 1 && ending.test(name[0]!)
      ? [[name[0]!.replace(ending, ''), form === 'str' ? 'street' : form]]
      : [],
  );
  const asOne = name.length > 1 && name.join('').length > 6 ? [[name.join('')]] : [];
  return [...whole, ...owned, ...apart, ...asOne];
}

/** Runs of words that are no numbers. */
function namesIn(words: string[]): [start: number, end: number][] {
  const runs: [number, number][] = [];
  let start = 0;
  for (let at = 0; at <= words.length; at++) {
    if (at < words.length && !isNumber(words[at])) continue;
    if (at > start) runs.push([start, at]);
    start = at + 1;
  }
  return runs;
}

/** `5`, `5b`, `12th` are numbers. */
function isNumber(word: string | undefined): boolean {
  return word !== undefined && /^\d+\p{L}{0,2}$/u.test(word);
}

function isTelling(name: string[]): boolean {
  const own = name.filter((word) => !units.has(word));
  return own.length > 0 && (name.length > 1 || own[0]!.length > 5) && own.join('').length > 3;
}
