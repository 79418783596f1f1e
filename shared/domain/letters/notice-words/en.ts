import type { NoticeWords } from './words.ts';

export const en: NoticeWords = {
  who: 'Who we are',
  responsible: (who) => `${who} is responsible for your data.`,
  reached: (ways) => `You reach us at ${ways}.`,
  aboutData: (contact) => `About your data write to: ${contact}`,
  what: 'What we keep',
  kept: (over) =>
    `Your name, address, phone number and email address; what you write to us${over === undefined ? '' : ` over ${over}`}; what you ask for, your visits, what was done, photos of the work, invoices and payments. You have given it to us yourself, or it came about by our work.`,
  whatFor: 'What for',
  bases: {
    gdpr: 'To answer you, plan visits, do the work and send invoices: because of our contract or because you asked for an offer (Art. 6(1)(b) GDPR). To keep invoices: because the law asks for it (Art. 6(1)(c)). For reminders of visits and payments: because both of us have an interest in them (Art. 6(1)(f)). For requests for a review and for advertising: only if you agree (Art. 6(1)(a)).',
    uk: 'To answer you, plan visits, do the work and send invoices: because of our contract or because you asked for an offer (Article 6(1)(b) UK GDPR). To keep invoices: because the law asks for it (Article 6(1)(c)). For reminders of visits and payments: because both of us have an interest in them (Article 6(1)(f)). For requests for a review and for advertising: only if you agree (Article 6(1)(a)).',
    india:
      'To answer you, plan visits, do the work you have asked for, send invoices and remind you of visits and payments: you have given us your data for that of your own accord. To keep invoices: because the law asks for it. For requests for a review and for advertising: only if you consent.',
    other:
      'To answer you, plan visits, do the work, send invoices and remind you of visits and payments. To keep invoices, because the law asks for it. For requests for a review and for advertising, only if you agree.',
  },
  answersByItself:
    'Some answers come from an automatic assistant, which says so. A person can always take over: say that you want one.',
  receives: 'Who receives it',
  carries: (over) =>
    `Meta Platforms carries the messages over ${over}, under its own terms, also outside of your country.`,
  reads: (hosts) =>
    `To prepare answers, parts of messages are read by a service at ${hosts}. Names and numbers are replaced before.`,
  otherwise:
    'Otherwise your data stay on the devices of our business, encrypted between them. We sell nothing.',
  howLong: 'How long',
  keptFor: 'As long as we work for you and it is needed; invoices as long as the law asks for.',
  records: 'Records of who used your data are kept for at least one year.',
  rights: 'Your rights',
  rightsBy: {
    gdpr: 'You can ask for a copy of your data, have them corrected, erased or only kept, take them elsewhere, and object to their use. What you have agreed to, you can withdraw at any time: write “stop” or tell us. We answer within one month.',
    uk: 'You can ask for a copy of your data, have them corrected, erased or only kept, take them elsewhere, and object to their use. What you have agreed to, you can withdraw at any time: write “stop” or tell us. We answer within one month. A complaint to us is acknowledged within 30 days.',
    india:
      'You can ask for a summary of your data and of who has received them, have them corrected, completed or erased, name somebody who acts for you, and withdraw your consent as easily as you gave it: write “stop” or tell us. A grievance is answered within 90 days.',
    other:
      'You can ask for a copy of your data, have them corrected or erased, and object to their use. What you have agreed to, you can withdraw at any time: write “stop” or tell us.',
  },
  complaints: 'Complaints',
  toAnybody: 'Tell us first; you can also turn to the authority for data protection where you live.',
  firstToUs: (authority) => `Tell us first. If that does not settle it, you can complain to: ${authority}.`,
  atAnyTime: (authority) => `You can complain to us, and at any time to: ${authority}.`,
  byMessage: 'by message',
  over: (channels) => `over ${channels}`,
  asks: (name, by) => ({
    answers: `${name} may write to me ${by} about what I have asked for.`,
    visitReminders: `${name} may remind me of my visits ${by}.`,
    paymentReminders: `${name} may remind me of open payments ${by}.`,
    reviews: `${name} may ask me ${by} how content I was. I can withdraw this at any time.`,
    marketing: `${name} may send me offers and news ${by}. I can withdraw this at any time.`,
  }),
};
