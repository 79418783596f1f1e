import type { Phrases } from './phrases.ts';

const attachments = {
  image: 'das Bild',
  video: 'das Video',
  audio: 'die Sprachnachricht',
  document: 'das Dokument',
  location: 'den Standort',
  contacts: 'den Kontakt',
};

export const german: Phrases = {
  hello: (name) => (name === undefined ? 'Guten Tag,' : `Guten Tag ${name},`),
  firstWordIsSmall: true,
  regards: (business) => `Freundliche Grüße\n${business}`,
  today: 'heute',
  tomorrow: 'morgen',
  onDay: (weekday) => `am ${weekday}`,
  closed: 'geschlossen',
  and: 'und',

  thanksForMessage: 'vielen Dank für Ihre Nachricht.',
  howCanWeHelp: 'Wie können wir Ihnen helfen?',
  youAreWelcome: 'sehr gerne. Wenn noch etwas ist, schreiben Sie uns einfach.',

  onePrice: (service, price) => `unser Preis für „${service}“ beträgt ${price}.`,
  takesAbout: (duration) => `Das dauert normalerweise etwa ${duration}.`,
  manyPrices: 'das sind unsere Preise:',
  standardPrices: 'Zur Orientierung unsere üblichen Preise:',
  whatNeedsDoing: 'könnten Sie mir kurz sagen, was gemacht werden soll?',
  priceAfterDetails: 'Dann kann ich Ihnen den richtigen Preis nennen.',
  shallWeVisit: 'Sollen wir vorbeikommen? Welcher Tag würde Ihnen passen?',
  plusTax: (tax) => `zzgl. ${tax}`,
  withTax: (tax) => `inkl. ${tax}`,

  visitThanks: 'vielen Dank für Ihre Anfrage. Wir helfen Ihnen gerne.',
  dayNoted: (day) =>
    `Sie wünschen sich einen Besuch ${day}: Ich schaue in den Kalender und bestätige Ihnen die Uhrzeit.`,
  closedThatDay: (day, next) =>
    next === undefined
      ? `Wir haben ${day} geschlossen. Welcher andere Tag würde Ihnen passen?`
      : `Wir haben ${day} geschlossen. Würde Ihnen ein Besuch ${next} passen?`,
  whichDay: (hours) =>
    `Welcher Tag und welche Uhrzeit würden Ihnen passen?${hours === undefined ? '' : ` Unsere Zeiten: ${hours}.`}`,
  freeTimes: (times) =>
    `Zu diesen Zeiten könnten wir kommen:\n${times.map((time) => `• ${time}`).join('\n')}\nPasst Ihnen eine davon?`,
  addressPlease: 'Bitte schicken Sie mir auch die Adresse.',
  describePlease: 'Könnten Sie mir kurz sagen, was gemacht werden soll? Auch ein Foto hilft.',

  openNow: (until) => `ja, wir haben jetzt geöffnet, bis ${until}.`,
  closedNow: (next) =>
    `im Moment haben wir geschlossen.${next === undefined ? '' : ` Wir öffnen wieder ${next}.`}`,
  openOn: (day, shifts) => `${day} haben wir geöffnet: ${shifts}.`,
  closedOn: (day) => `${day} haben wir geschlossen.`,
  ourHours: 'Unsere Öffnungszeiten:',

  ourAddress: (address) => `Sie finden uns hier:\n${address}`,

  sorry: 'das tut mir leid, und danke, dass Sie uns Bescheid geben.',
  complaintNext:
    'Ich kümmere mich persönlich darum und melde mich so bald wie möglich bei Ihnen. Könnten Sie mir kurz sagen, wie es im Moment aussieht? Wenn etwas zu sehen ist, hilft ein Foto.',
  personally: 'natürlich. Ich melde mich so bald wie möglich persönlich bei Ihnen.',
  callUs: (phone) => `Wenn es dringend ist, rufen Sie uns bitte an: ${phone}.`,
  gotAttachment: (kind) => `danke, ich habe ${attachments[kind]} erhalten.`,
  letMeCheck: 'Ich möchte Ihnen eine richtige Antwort geben: Ich kläre das und melde mich bei Ihnen.',
  tellMore: 'Könnten Sie mir etwas mehr darüber sagen, was Sie brauchen?',
};
