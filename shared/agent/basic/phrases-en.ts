import type { Phrases } from './phrases.ts';

const attachments = {
  image: 'the picture',
  video: 'the video',
  audio: 'the voice message',
  document: 'the document',
  location: 'the location',
  contacts: 'the contact',
};

export const english: Phrases = {
  hello: (name) => (name === undefined ? 'Hello,' : `Hello ${name},`),
  firstWordIsSmall: false,
  regards: (business) => `Kind regards\n${business}`,
  today: 'today',
  tomorrow: 'tomorrow',
  onDay: (weekday) => `on ${weekday}`,
  closed: 'closed',
  and: 'and',

  thanksForMessage: 'thank you for your message.',
  howCanWeHelp: 'How can we help you?',
  youAreWelcome: 'you’re very welcome. If anything else comes up, just write to us.',

  onePrice: (service, price) => `our price for “${service}” is ${price}.`,
  takesAbout: (duration) => `It usually takes about ${duration}.`,
  manyPrices: 'these are our prices:',
  standardPrices: 'For orientation, these are our standard prices:',
  whatNeedsDoing: 'could you tell me briefly what needs doing?',
  priceAfterDetails: 'Then I can give you the right price.',
  shallWeVisit: 'Would you like us to come by? If so, which day would suit you?',
  plusTax: (tax) => `plus ${tax}`,
  withTax: (tax) => `including ${tax}`,

  visitThanks: 'thank you for getting in touch. We’ll be glad to help.',
  dayNoted: (day) => `You would like us to come ${day}: I’ll check the calendar and confirm a time.`,
  closedThatDay: (day, next) =>
    `We are closed ${day}.${next === undefined ? ' Which other day would suit you?' : ` Would a visit ${next} suit you instead?`}`,
  whichDay: (hours) =>
    `Which day and time would suit you?${hours === undefined ? '' : ` Our hours are ${hours}.`}`,
  freeTimes: (times) =>
    `We could come at one of these times:\n${times.map((time) => `• ${time}`).join('\n')}\nWould one of them suit you?`,
  addressPlease: 'Please also send me the address.',
  describePlease: 'Could you tell me briefly what needs doing? A photo helps, too.',

  openNow: (until) => `yes, we are open now, until ${until}.`,
  closedNow: (next) => `we are closed at the moment.${next === undefined ? '' : ` We open again ${next}.`}`,
  openOn: (day, shifts) => `${day} we are open ${shifts}.`,
  closedOn: (day) => `${day} we are closed.`,
  ourHours: 'Our opening hours:',

  ourAddress: (address) => `you’ll find us here:\n${address}`,

  sorry: 'I’m sorry about this, and thank you for telling us.',
  complaintNext:
    'I’ll look into it personally and get back to you as soon as I can. Could you tell me briefly how things are right now? A photo helps, if there is something to see.',
  personally: 'of course. I’ll get back to you personally as soon as I can.',
  callUs: (phone) => `If it’s urgent, please call us on ${phone}.`,
  gotAttachment: (kind) => `thank you, I’ve received ${attachments[kind]}.`,
  letMeCheck: 'I want to give you a correct answer, so let me check, and I’ll get back to you.',
  tellMore: 'Could you tell me a little more about what you need?',
};
