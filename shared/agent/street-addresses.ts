/** Kinds of street that stand before their name, behind it, and at its end in one word, without accents. */
const before = String.raw`(?:calle|c/|avenida|avda\.?|av\.|plaza|paseo|camino|carrer|carretera|rua|travessa|praca|estrada|alameda|rue|avenue|boulevard|bd|chemin|impasse|allee|route|quai|place|cours|faubourg|via|viale|piazza|corso|vicolo|strada|largo)`;
const behind = String.raw`(?:street|st|road|rd|avenue|ave|lane|ln|drive|dr|close|court|ct|place|square|grove|terrace|way|park|row|hill|gardens?|crescent|boulevard|blvd)`;
const atEnd = String.raw`(?:stra(?:ss|s|ß)e|str\.|weg|platz|gasse|allee|ring|damm|ufer)`;
/** Behind a number they make it a time or a count: "at 9 in the park". */
const noName = String.raw`(?:in|at|near|by|on|to|from|for|and|or|around|until)`;

const patterns = [
  // Calle Mayor 5, Rua das Flores, n.º 12, Via Roma 7
  String.raw`(?<!\p{L})${before}\.?\s?(?:\p{L}+[.'’-]?\s?){1,5}?,?\s?(?:n(?:umero|[.º°o]*)?\s?)?\d{1,4}(?!\d)[a-z]?(?!\p{L})`,
  // 12 rue des Lilas, 3 bis, avenue de la République
  String.raw`(?<!\p{N})\d{1,4}(?:\s?(?:bis|ter|quater))?,?\s${before}\s(?:(?:de|du|des|la|le|les|l|d)[\s'’])*\p{L}+(?:[\s-]\p{L}{4,})?`,
  // Hauptstraße 12
  String.raw`(?<!\p{L})[\p{L}-]{2,}${atEnd}\s?\d{1,4}(?!\d)\s?(?:[a-z](?!\p{L}))?`,
  // 12 Orchard Lane, 7 High Street
  String.raw`(?<![\p{N}.,:/-])\d{1,4}[a-z]?,?\s(?!${noName}\s)(?:[\p{L}'’-]+\s){1,3}?${behind}(?!\p{L})`,
].map((pattern) => new RegExp(pattern, 'gu'));

/**
 * Streets with a number as people of the six languages write them, as places in the text, the first one first and of
 * two that begin together the longer one. The text is folded: without capitals and accents.
 */
export function streetAddressesIn(text: string): [start: number, end: number][] {
  return patterns
    .flatMap((pattern) => [...text.matchAll(pattern)])
    .map(({ 0: { length }, index }): [number, number] => [index, index + length])
    .toSorted(([a, endOfA], [b, endOfB]) => a - b || endOfB - endOfA);
}
