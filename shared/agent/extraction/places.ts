/** Street addresses as customers write them, without accents and capitals. */
const streets = [
  // 12 Orchard Lane, Flat 3b 7 High Street; "at 9 in the park" names a time.
  String.raw`\d{1,4}[a-z]? (?!(?:in|at|near|by|on|to|from|for|and|or|around|until)\b)(?:[a-z'-]+ ){1,3}(?:street|st|road|rd|lane|ln|avenue|ave|drive|dr|close|court|ct|place|square|terrace|way|park|row|hill|gardens?|crescent|boulevard|blvd)\b`,
  // Calle Mayor 5, Rua das Flores, 12
  String.raw`\b(?:calle|c/|avenida|avda\.?|plaza|paseo|camino|carrer|rua|av\.?|travessa|praca|estrada|largo|alameda) ?(?:[a-z'.-]+ ){1,5}(?:n[ºo°.]* ?|numero )?\d{1,4}[a-z]?\b`,
  String.raw`\b(?:calle|avenida|plaza|paseo|rua|travessa|praca) (?:[a-z'-]+ ?){1,4}, ?(?:n[ºo°.]* ?)?\d{1,4}[a-z]?\b`,
  // Hauptstraße 12, Am Markt 3
  String.raw`\b[a-z-]+(?:stra(?:ss|s|ß)e|str\.|weg|platz|gasse|allee|ring|damm|ufer) ?\d{1,4} ?[a-z]?\b`,
].map((pattern) => new RegExp(pattern, 'g'));

/** The first address of a folded text, as a span. */
export function findPlace(text: string): { start: number; end: number } | undefined {
  const found = streets.flatMap((street) => [...text.matchAll(street)]);
  const [first] = found.toSorted((a, b) => a.index - b.index || b[0].length - a[0].length);
  return first === undefined ? undefined : { start: first.index, end: first.index + first[0].length };
}
