import type { NoticeWords } from './words.ts';

export const de: NoticeWords = {
  who: 'Wer wir sind',
  responsible: (who) => `Verantwortlich für Ihre Daten: ${who}.`,
  reached: (ways) => `Sie erreichen uns unter ${ways}.`,
  aboutData: (contact) => `Fragen zu Ihren Daten richten Sie bitte an: ${contact}`,
  what: 'Was wir speichern',
  kept: (over) =>
    `Ihren Namen, Ihre Anschrift, Telefonnummer und E-Mail-Adresse; was Sie uns${over === undefined ? '' : ` über ${over}`} schreiben; Ihre Anfragen und Termine, die ausgeführten Arbeiten, Fotos davon, Rechnungen und Zahlungen. Sie haben uns diese Daten selbst gegeben, oder sie sind bei unserer Arbeit entstanden.`,
  whatFor: 'Wofür',
  bases: {
    gdpr: 'Um Ihnen zu antworten, Termine zu planen, die Arbeit auszuführen und Rechnungen zu stellen: wegen unseres Vertrags oder weil Sie ein Angebot wollten (Art. 6 Abs. 1 Buchst. b DSGVO). Um Rechnungen aufzubewahren: weil das Gesetz es verlangt (Buchst. c). Für Erinnerungen an Termine und Zahlungen: weil wir beide ein Interesse daran haben (Buchst. f). Für die Bitte um eine Bewertung und für Werbung: nur, wenn Sie einwilligen (Buchst. a).',
    uk: 'Um Ihnen zu antworten, Termine zu planen, die Arbeit auszuführen und Rechnungen zu stellen: wegen unseres Vertrags oder weil Sie ein Angebot wollten (Art. 6 Abs. 1 Buchst. b UK GDPR). Um Rechnungen aufzubewahren: weil das Gesetz es verlangt (Buchst. c). Für Erinnerungen an Termine und Zahlungen: weil wir beide ein Interesse daran haben (Buchst. f). Für die Bitte um eine Bewertung und für Werbung: nur, wenn Sie einwilligen (Buchst. a).',
    india:
      'Um Ihnen zu antworten, Termine zu planen, die gewünschte Arbeit auszuführen, Rechnungen zu stellen und Sie an Termine und Zahlungen zu erinnern: Dafür haben Sie uns Ihre Daten von sich aus gegeben. Um Rechnungen aufzubewahren: weil das Gesetz es verlangt. Für die Bitte um eine Bewertung und für Werbung: nur, wenn Sie einwilligen.',
    other:
      'Um Ihnen zu antworten, Termine zu planen, die Arbeit auszuführen, Rechnungen zu stellen und Sie an Termine und Zahlungen zu erinnern. Um Rechnungen aufzubewahren, weil das Gesetz es verlangt. Für die Bitte um eine Bewertung und für Werbung nur, wenn Sie einwilligen.',
  },
  answersByItself:
    'Manche Antworten kommen von einem automatischen Assistenten, der das auch sagt. Ein Mensch kann jederzeit übernehmen: Schreiben Sie einfach, dass Sie das möchten.',
  receives: 'Wer die Daten bekommt',
  carries: (over) =>
    `Meta Platforms übermittelt die Nachrichten über ${over}, nach eigenen Bedingungen und auch außerhalb Ihres Landes.`,
  reads: (hosts) =>
    `Um Antworten vorzubereiten, liest ein Dienst unter ${hosts} Teile von Nachrichten. Namen und Nummern werden vorher ersetzt.`,
  otherwise:
    'Ansonsten bleiben Ihre Daten auf den Geräten unseres Betriebs und werden zwischen ihnen verschlüsselt übertragen. Wir verkaufen nichts.',
  howLong: 'Wie lange',
  keptFor:
    'Solange wir für Sie arbeiten und die Daten nötig sind; Rechnungen so lange, wie das Gesetz es verlangt.',
  records: 'Aufzeichnungen darüber, wer Ihre Daten genutzt hat, bleiben mindestens ein Jahr.',
  rights: 'Ihre Rechte',
  rightsBy: {
    gdpr: 'Sie können eine Kopie Ihrer Daten verlangen, sie berichtigen, löschen oder einschränken lassen, sie mitnehmen und ihrer Nutzung widersprechen. Eine Einwilligung können Sie jederzeit widerrufen: Schreiben Sie „stopp“ oder sagen Sie es uns. Wir antworten innerhalb eines Monats.',
    uk: 'Sie können eine Kopie Ihrer Daten verlangen, sie berichtigen, löschen oder einschränken lassen, sie mitnehmen und ihrer Nutzung widersprechen. Eine Einwilligung können Sie jederzeit widerrufen: Schreiben Sie „stopp“ oder sagen Sie es uns. Wir antworten innerhalb eines Monats. Den Eingang einer Beschwerde bestätigen wir innerhalb von 30 Tagen.',
    india:
      'Sie können eine Übersicht über Ihre Daten und deren Empfänger verlangen, sie berichtigen, ergänzen oder löschen lassen, jemanden benennen, der für Sie handelt, und Ihre Einwilligung so leicht widerrufen, wie Sie sie gegeben haben: Schreiben Sie „stopp“ oder sagen Sie es uns. Eine Beschwerde beantworten wir innerhalb von 90 Tagen.',
    other:
      'Sie können eine Kopie Ihrer Daten verlangen, sie berichtigen oder löschen lassen und ihrer Nutzung widersprechen. Eine Einwilligung können Sie jederzeit widerrufen: Schreiben Sie „stopp“ oder sagen Sie es uns.',
  },
  complaints: 'Beschwerden',
  toAnybody:
    'Sagen Sie es zuerst uns; Sie können sich auch an die Datenschutzbehörde an Ihrem Wohnort wenden.',
  firstToUs: (authority) =>
    `Sagen Sie es zuerst uns. Klärt es sich so nicht, können Sie sich beschweren bei: ${authority}.`,
  atAnyTime: (authority) => `Sie können sich bei uns beschweren, und jederzeit bei: ${authority}.`,
  byMessage: 'per Nachricht',
  over: (channels) => `über ${channels}`,
  asks: (name, by) => ({
    answers: `${name} darf mir ${by} zu meinen Anfragen schreiben.`,
    visitReminders: `${name} darf mich ${by} an meine Termine erinnern.`,
    paymentReminders: `${name} darf mich ${by} an offene Zahlungen erinnern.`,
    reviews: `${name} darf mich ${by} fragen, wie zufrieden ich war. Das kann ich jederzeit widerrufen.`,
    marketing: `${name} darf mir ${by} Angebote und Neuigkeiten schicken. Das kann ich jederzeit widerrufen.`,
  }),
};
