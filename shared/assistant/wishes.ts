/** What the owner wants, as the built-in assistant understands it without a model. */
export type Wish =
  | { kind: 'owed' }
  | { kind: 'agenda'; words: string }
  | { kind: 'free'; words: string }
  | { kind: 'prices'; words: string }
  | { kind: 'unanswered' }
  | { kind: 'find'; words: string }
  | { kind: 'move'; words: string }
  | { kind: 'schedule'; words: string }
  | { kind: 'invoice'; words: string }
  | { kind: 'invoices' }
  | { kind: 'jobs' }
  | { kind: 'contact'; words: string }
  | { kind: 'note'; words: string; text: string }
  | { kind: 'message'; words: string; text: string }
  | { kind: 'remind'; words: string }
  | { kind: 'complete'; words: string };

const polite = String.raw`^\s*(?:please|could you|can you|por favor|bitte|kannst du|puedes|pode)?[\s,]*`;

/**
 * The phrases, the more particular first. `words` is what the wish is about, `text` what is to be written, in the
 * owner's own words.
 */
const phrases: [kind: Wish['kind'], pattern: string][] = [
  [
    'remind',
    String.raw`(?:remind me|recuérdame|recuerdame|lembra-me|lembre-me|me lembre|erinner[e]? mich)\b(?<words>.*)$`,
  ],
  [
    'note',
    String.raw`(?:add |write |take )?(?:a )?note (?:for|on|to|about) (?<words>[^:]{1,80}):\s*(?<text>.+)$`,
  ],
  ['note', String.raw`(?:nota|notiz) (?:para|sobre|zu|für) (?<words>[^:]{1,80}):\s*(?<text>.+)$`],
  [
    'message',
    String.raw`(?:tell|text|message|write to|write|reply to|answer|escribe a|dile a|escreve a|escreva para|diz a|schreib(?:e)?|sag) (?<words>[^:]{1,80}):\s*(?<text>.+)$`,
  ],
  [
    'contact',
    String.raw`(?:(?:add|create|new|save)(?: a| an)?(?: new)? (?:contact|customer|client)|(?:añade|agrega|nuevo|crea)(?: un| una)?(?: nuevo| nueva)? (?:contacto|cliente|clienta)|(?:adiciona|adicione|novo|cria)(?: um| uma)?(?: novo| nova)? (?:contato|contacto|cliente)|(?:neuer|neuen|leg(?:e)?(?: einen)?(?: neuen)?) (?:kontakt|kunden|kunde)(?: an)?)(?: (?:called|named|llamad[oa]|chamad[oa]|namens))?\s*:?\s+(?<words>.+)$`,
  ],
  [
    'invoice',
    String.raw`(?:(?:draft|make|create|write|prepare|send)(?: an?| the)? (?:invoice|bill)|invoice\b|(?:haz|prepara|crea|redacta)(?: una| la)? factura|(?:faz|faça|prepara|prepare|cria|crie)(?: uma| a)? fatura|(?:schreib(?:e)?|mach(?:e)?|erstell(?:e)?)(?: eine| die)? rechnung|rechnung)\b(?<words>.*)$`,
  ],
  [
    'move',
    String.raw`(?:(?:move|reschedule|postpone)|(?:mueve|cambia|pospón|aplaza)|(?:muda|remarca|adia|remarque)|(?:verschieb(?:e)?|verleg(?:e)?)) (?<words>.+)$`,
  ],
  [
    'schedule',
    String.raw`(?:(?:schedule|book|plan)|(?:agenda|programa|reserva)|(?:agende|marca|marque)|(?:plan(?:e)?|buch(?:e)?|trag(?:e)?)) (?<words>.+)$`,
  ],
  [
    'complete',
    String.raw`(?:(?:mark|set) (?<words>.+?)(?:'s|’s)? (?:job )?(?:as )?(?:done|complete|completed|finished))$`,
  ],
  ['owed', String.raw`.*\b(?:who owes|owes? me|owed to me|am i owed|unpaid|outstanding|overdue)\b.*$`],
  [
    'owed',
    String.raw`.*(?:quién(?:es)? me deb|quien(?:es)? me deb|me deben|quem me dev|devem-me|me devem|schuldet mir|offene rechnungen|facturas pendientes|faturas em aberto).*$`,
  ],
  [
    'free',
    String.raw`.*(?:free slots?|am i free|do i have time|cuándo estoy libre|cuando estoy libre|huecos libres|quando estou livre|horários livres|wann (?:bin|habe) ich (?:frei|zeit)|freie termine)(?<words>.*)$`,
  ],
  [
    'agenda',
    String.raw`(?:what(?:'s|’s| is| do i have) (?:on|up|planned|happening|scheduled|my day)|what do i have|my (?:day|visits|appointments|schedule)|(?:today|tomorrow)(?:'s|’s) (?:visits|jobs|appointments)|visits|qué (?:tengo|hay)|que (?:tengo|hay|tenho)|o que (?:tenho|há)|mis visitas|minhas visitas|was (?:steht|habe ich|ist)|meine termine)(?<words>.*)$`,
  ],
  [
    'unanswered',
    String.raw`.*(?:unanswered|who is waiting|still waiting for (?:a|an) (?:reply|answer)|sin responder|sem resposta|unbeantwortet).*$`,
  ],
  [
    'invoices',
    String.raw`(?!(?:draft|make|create|write|prepare|send)\b).*\b(?:invoices|bills|facturas|faturas|rechnungen)\b.*$`,
  ],
  ['jobs', String.raw`.*\b(?:jobs|trabajos|trabalhos|aufträge|auftraege)\b.*$`],
  [
    'prices',
    String.raw`(?:(?:how much (?:is|do (?:i|we) charge for|does)|price (?:of|for)|what(?:'s|’s| is) (?:the|my|our) price (?:of|for)|(?:the )?price list|cuánto cuesta|cuanto cuesta|precio de|quanto custa|preço de|was kostet|preis für|preisliste))(?<words>.*)$`,
  ],
  [
    'find',
    String.raw`(?:find|search(?: for)?|look up|look for|show(?: me)?|open|who is|busca|encuentra|muéstrame|procura|encontra|mostra|such(?:e)?|finde?|zeig(?:e)?(?: mir)?) (?<words>.+)$`,
  ],
];

/** `undefined`: a sentence that only a model can understand. */
export function wishOf(sentence: string): Wish | undefined {
  const said = sentence
    .normalize('NFC')
    .replace(/[.!?\s]+$/u, '')
    .replace(/^[¿¡\s]+/u, '');
  for (const [kind, pattern] of phrases) {
    const found = new RegExp(`${polite}${pattern}`, 'isu').exec(said);
    if (found === null) continue;
    const { words = '', text = '' } = found.groups ?? {};
    return { kind, words: words.trim(), text: text.trim() };
  }
  return undefined;
}

/** Two wishes in one sentence are more than the phrases cover. */
export function isCompound(sentence: string): boolean {
  return /\s(?:and|then|und|dann|luego|depois)\s|;/iu.test(sentence);
}
