import type { NoticeWords } from './words.ts';

export const it: NoticeWords = {
  who: 'Chi siamo',
  responsible: (who) => `Titolare dei suoi dati: ${who}.`,
  reached: (ways) => `Può contattarci qui: ${ways}.`,
  aboutData: (contact) => `Per i suoi dati scriva a: ${contact}`,
  what: 'Che cosa conserviamo',
  kept: (over) =>
    `Nome, indirizzo, telefono ed e-mail; ciò che ci scrive${over === undefined ? '' : ` tramite ${over}`}; le sue richieste, gli appuntamenti, i lavori svolti, le foto dei lavori, fatture e pagamenti. Ce li ha dati lei, oppure sono nati dal nostro lavoro.`,
  whatFor: 'Perché',
  bases: {
    gdpr: 'Per risponderle, pianificare gli appuntamenti, svolgere il lavoro e inviare fatture: per il nostro contratto o perché ha chiesto un preventivo (art. 6, par. 1, lett. b) GDPR). Per conservare le fatture: perché lo chiede la legge (lett. c)). Per i promemoria di appuntamenti e pagamenti: perché interessa a entrambi (lett. f)). Per chiederle una recensione e per la pubblicità: solo se acconsente (lett. a)).',
    uk: 'Per risponderle, pianificare gli appuntamenti, svolgere il lavoro e inviare fatture: per il nostro contratto o perché ha chiesto un preventivo (art. 6, par. 1, lett. b) UK GDPR). Per conservare le fatture: perché lo chiede la legge (lett. c)). Per i promemoria di appuntamenti e pagamenti: perché interessa a entrambi (lett. f)). Per chiederle una recensione e per la pubblicità: solo se acconsente (lett. a)).',
    india:
      'Per risponderle, pianificare gli appuntamenti, svolgere il lavoro richiesto, inviare fatture e ricordarle appuntamenti e pagamenti: ci ha dato i suoi dati per questo di sua volontà. Per conservare le fatture: perché lo chiede la legge. Per chiederle una recensione e per la pubblicità: solo se acconsente.',
    other:
      'Per risponderle, pianificare gli appuntamenti, svolgere il lavoro, inviare fatture e ricordarle appuntamenti e pagamenti. Per conservare le fatture, perché lo chiede la legge. Per chiederle una recensione e per la pubblicità, solo se acconsente.',
  },
  answersByItself:
    'Alcune risposte vengono da un assistente automatico, che lo dice. Una persona può sempre subentrare: basta chiederlo.',
  receives: 'Chi li riceve',
  carries: (over) =>
    `Meta Platforms trasmette i messaggi tramite ${over}, alle proprie condizioni e anche fuori dal suo paese.`,
  reads: (hosts) =>
    `Per preparare le risposte, un servizio presso ${hosts} legge parti dei messaggi. Nomi e numeri vengono prima sostituiti.`,
  otherwise:
    'Per il resto i suoi dati restano sui dispositivi della nostra azienda e viaggiano cifrati tra di essi. Non vendiamo nulla.',
  howLong: 'Per quanto tempo',
  keptFor: 'Finché lavoriamo per lei ed è necessario; le fatture per il tempo che la legge chiede.',
  records: 'Le registrazioni di chi ha usato i suoi dati sono conservate per almeno un anno.',
  rights: 'I suoi diritti',
  rightsBy: {
    gdpr: 'Può chiedere una copia dei suoi dati, farli correggere, cancellare o soltanto conservare, portarli altrove e opporsi al loro uso. Ciò a cui ha acconsentito può revocarlo in qualsiasi momento: scriva «stop» o ce lo dica. Rispondiamo entro un mese.',
    uk: 'Può chiedere una copia dei suoi dati, farli correggere, cancellare o soltanto conservare, portarli altrove e opporsi al loro uso. Ciò a cui ha acconsentito può revocarlo in qualsiasi momento: scriva «stop» o ce lo dica. Rispondiamo entro un mese. Confermiamo la ricezione di un reclamo entro 30 giorni.',
    india:
      'Può chiedere un riepilogo dei suoi dati e di chi li ha ricevuti, farli correggere, completare o cancellare, nominare chi agisca per lei e revocare il consenso con la stessa facilità con cui lo ha dato: scriva «stop» o ce lo dica. A un reclamo si risponde entro 90 giorni.',
    other:
      'Può chiedere una copia dei suoi dati, farli correggere o cancellare e opporsi al loro uso. Ciò a cui ha acconsentito può revocarlo in qualsiasi momento: scriva «stop» o ce lo dica.',
  },
  complaints: 'Reclami',
  toAnybody:
    'Ne parli prima con noi; può anche rivolgersi all’autorità per la protezione dei dati del luogo in cui vive.',
  firstToUs: (authority) =>
    `Ne parli prima con noi. Se non si risolve, può presentare reclamo a: ${authority}.`,
  atAnyTime: (authority) => `Può reclamare presso di noi e, in qualsiasi momento, presso: ${authority}.`,
  byMessage: 'con un messaggio',
  over: (channels) => `tramite ${channels}`,
  asks: (name, by) => ({
    answers: `${name} può scrivermi ${by} su ciò che ho chiesto.`,
    visitReminders: `${name} può ricordarmi ${by} i miei appuntamenti.`,
    paymentReminders: `${name} può ricordarmi ${by} i pagamenti aperti.`,
    reviews: `${name} può chiedermi ${by} se sono rimasto soddisfatto. Posso revocarlo in qualsiasi momento.`,
    marketing: `${name} può inviarmi ${by} offerte e novità. Posso revocarlo in qualsiasi momento.`,
  }),
};
