import type { NoticeWords } from './words.ts';

export const fr: NoticeWords = {
  who: 'Qui nous sommes',
  responsible: (who) => `Responsable de vos données : ${who}.`,
  reached: (ways) => `Vous pouvez nous joindre ici : ${ways}.`,
  aboutData: (contact) => `Au sujet de vos données, écrivez à : ${contact}`,
  what: 'Ce que nous conservons',
  kept: (over) =>
    `Votre nom, adresse, numéro de téléphone et adresse e-mail ; ce que vous nous écrivez${over === undefined ? '' : ` par ${over}`} ; vos demandes, vos rendez-vous, ce qui a été fait, des photos du travail, les factures et les paiements. Vous nous avez donné ces données vous-même, ou elles sont nées de notre travail.`,
  whatFor: 'Pourquoi',
  bases: {
    gdpr: 'Pour vous répondre, planifier les rendez-vous, faire le travail et envoyer les factures : en raison de notre contrat ou parce que vous avez demandé un devis (art. 6, § 1, b) RGPD). Pour conserver les factures : parce que la loi l’exige (c)). Pour les rappels de rendez-vous et de paiements : parce que nous y avons tous deux intérêt (f)). Pour vous demander un avis et pour la publicité : seulement si vous y consentez (a)).',
    uk: 'Pour vous répondre, planifier les rendez-vous, faire le travail et envoyer les factures : en raison de notre contrat ou parce que vous avez demandé un devis (art. 6, § 1, b) UK GDPR). Pour conserver les factures : parce que la loi l’exige (c)). Pour les rappels de rendez-vous et de paiements : parce que nous y avons tous deux intérêt (f)). Pour vous demander un avis et pour la publicité : seulement si vous y consentez (a)).',
    india:
      'Pour vous répondre, planifier les rendez-vous, faire le travail demandé, envoyer les factures et vous rappeler rendez-vous et paiements : vous nous avez donné vos données pour cela de votre plein gré. Pour conserver les factures : parce que la loi l’exige. Pour vous demander un avis et pour la publicité : seulement si vous y consentez.',
    other:
      'Pour vous répondre, planifier les rendez-vous, faire le travail, envoyer les factures et vous rappeler rendez-vous et paiements. Pour conserver les factures, parce que la loi l’exige. Pour vous demander un avis et pour la publicité, seulement si vous y consentez.',
  },
  answersByItself:
    'Certaines réponses viennent d’un assistant automatique, qui le dit. Une personne peut toujours prendre le relais : dites que vous le souhaitez.',
  receives: 'Qui les reçoit',
  carries: (over) =>
    `Meta Platforms achemine les messages par ${over}, selon ses propres conditions, y compris hors de votre pays.`,
  reads: (hosts) =>
    `Pour préparer les réponses, un service à l’adresse ${hosts} lit des parties de messages. Les noms et les numéros sont remplacés auparavant.`,
  otherwise:
    'Pour le reste, vos données restent sur les appareils de notre entreprise et circulent chiffrées entre eux. Nous ne vendons rien.',
  howLong: 'Combien de temps',
  keptFor:
    'Tant que nous travaillons pour vous et que c’est nécessaire ; les factures aussi longtemps que la loi l’exige.',
  records: 'Les relevés de qui a utilisé vos données sont conservés au moins un an.',
  rights: 'Vos droits',
  rightsBy: {
    gdpr: 'Vous pouvez demander une copie de vos données, les faire rectifier, effacer ou seulement conserver, les emporter ailleurs et vous opposer à leur usage. Ce à quoi vous avez consenti peut être retiré à tout moment : écrivez « stop » ou dites-le-nous. Nous répondons dans un délai d’un mois.',
    uk: 'Vous pouvez demander une copie de vos données, les faire rectifier, effacer ou seulement conserver, les emporter ailleurs et vous opposer à leur usage. Ce à quoi vous avez consenti peut être retiré à tout moment : écrivez « stop » ou dites-le-nous. Nous répondons dans un délai d’un mois. Nous accusons réception d’une réclamation sous 30 jours.',
    india:
      'Vous pouvez demander un résumé de vos données et de leurs destinataires, les faire rectifier, compléter ou effacer, nommer quelqu’un qui agit pour vous et retirer votre consentement aussi facilement que vous l’avez donné : écrivez « stop » ou dites-le-nous. Une réclamation reçoit une réponse sous 90 jours.',
    other:
      'Vous pouvez demander une copie de vos données, les faire rectifier ou effacer et vous opposer à leur usage. Ce à quoi vous avez consenti peut être retiré à tout moment : écrivez « stop » ou dites-le-nous.',
  },
  complaints: 'Réclamations',
  toAnybody:
    'Dites-le-nous d’abord ; vous pouvez aussi vous adresser à l’autorité de protection des données de votre lieu de vie.',
  firstToUs: (authority) =>
    `Dites-le-nous d’abord. Si cela ne suffit pas, vous pouvez vous plaindre auprès de : ${authority}.`,
  atAnyTime: (authority) =>
    `Vous pouvez vous plaindre auprès de nous et, à tout moment, auprès de : ${authority}.`,
  byMessage: 'par message',
  over: (channels) => `par ${channels}`,
  asks: (name, by) => ({
    answers: `${name} peut m’écrire ${by} au sujet de mes demandes.`,
    visitReminders: `${name} peut me rappeler ${by} mes rendez-vous.`,
    paymentReminders: `${name} peut me rappeler ${by} les paiements en attente.`,
    reviews: `${name} peut me demander ${by} si j’ai été satisfait. Je peux retirer cela à tout moment.`,
    marketing: `${name} peut m’envoyer ${by} des offres et des nouvelles. Je peux retirer cela à tout moment.`,
  }),
};
