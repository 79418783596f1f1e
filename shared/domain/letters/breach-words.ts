import type { breachedData } from '../breach.ts';
import type { LetterLanguage } from './language.ts';

/** What people read of a breach, part by part. */
export interface BreachWords {
  hello: string;
  noticed(day: string): string;
  what: string;
  concerned: string;
  consequences: string;
  measures: string;
  ask: string;
  complain(authority: string): string;
  /** Where something is still to be written. */
  blank: string;
  data: Record<(typeof breachedData)[number], string>;
}

export const breachWords: Record<LetterLanguage, BreachWords> = {
  en: {
    hello: 'Dear customer,',
    noticed: (day) => `We have to tell you of a breach of your personal data that we noticed on ${day}.`,
    what: 'What happened:',
    concerned: 'What of yours is concerned:',
    consequences: 'What may follow from it:',
    measures: 'What we have done, and what you can do:',
    ask: 'Whom you can ask:',
    complain: (authority) => `You may complain to ${authority}.`,
    blank: '[to be filled in]',
    data: {
      identity: 'name',
      reach: 'phone, email and accounts',
      addresses: 'addresses',
      notes: 'notes and preferences',
      jobs: 'what was asked for and done',
      photos: 'photos',
      money: 'amounts, invoices and payments',
      messages: 'messages',
      files: 'files',
      work: 'working hours, rates and rights',
    },
  },
  es: {
    hello: 'Estimado cliente:',
    noticed: (day) =>
      `Tenemos que informarle de una violación de la seguridad de sus datos personales que advertimos el ${day}.`,
    what: 'Qué ocurrió:',
    concerned: 'Qué datos suyos están afectados:',
    consequences: 'Qué puede derivarse de ello:',
    measures: 'Qué hemos hecho y qué puede hacer usted:',
    ask: 'A quién puede preguntar:',
    complain: (authority) => `Puede reclamar ante ${authority}.`,
    blank: '[por completar]',
    data: {
      identity: 'nombre',
      reach: 'teléfono, correo electrónico y cuentas',
      addresses: 'direcciones',
      notes: 'notas y preferencias',
      jobs: 'lo que se pidió y se hizo',
      photos: 'fotos',
      money: 'importes, facturas y pagos',
      messages: 'mensajes',
      files: 'archivos',
      work: 'horarios, tarifas y permisos',
    },
  },
  pt: {
    hello: 'Caro cliente,',
    noticed: (day) =>
      `Temos de o informar de uma violação dos seus dados pessoais de que tivemos conhecimento em ${day}.`,
    what: 'O que aconteceu:',
    concerned: 'Que dados seus são afetados:',
    consequences: 'O que daí pode resultar:',
    measures: 'O que fizemos e o que pode fazer:',
    ask: 'A quem pode perguntar:',
    complain: (authority) => `Pode apresentar reclamação a ${authority}.`,
    blank: '[a preencher]',
    data: {
      identity: 'nome',
      reach: 'telefone, e-mail e contas',
      addresses: 'moradas',
      notes: 'notas e preferências',
      jobs: 'o que foi pedido e feito',
      photos: 'fotografias',
      money: 'valores, faturas e pagamentos',
      messages: 'mensagens',
      files: 'ficheiros',
      work: 'horários, tarifas e permissões',
    },
  },
  de: {
    hello: 'Guten Tag,',
    noticed: (day) =>
      `wir müssen Ihnen mitteilen, dass der Schutz Ihrer personenbezogenen Daten verletzt wurde. Bemerkt haben wir es am ${day}.`,
    what: 'Was geschehen ist:',
    concerned: 'Was von Ihnen betroffen ist:',
    consequences: 'Was daraus folgen kann:',
    measures: 'Was wir getan haben und was Sie tun können:',
    ask: 'Wen Sie fragen können:',
    complain: (authority) => `Beschweren können Sie sich bei: ${authority}.`,
    blank: '[noch auszufüllen]',
    data: {
      identity: 'Name',
      reach: 'Telefon, E-Mail und Konten',
      addresses: 'Adressen',
      notes: 'Notizen und Vorlieben',
      jobs: 'was gewünscht und gemacht wurde',
      photos: 'Fotos',
      money: 'Beträge, Rechnungen und Zahlungen',
      messages: 'Nachrichten',
      files: 'Dateien',
      work: 'Arbeitszeiten, Sätze und Rechte',
    },
  },
  fr: {
    hello: 'Cher client,',
    noticed: (day) =>
      `Nous devons vous informer d’une violation de vos données personnelles, constatée le ${day}.`,
    what: 'Ce qui s’est passé :',
    concerned: 'Ce qui vous concerne :',
    consequences: 'Ce qui peut en résulter :',
    measures: 'Ce que nous avons fait et ce que vous pouvez faire :',
    ask: 'À qui vous adresser :',
    complain: (authority) => `Vous pouvez adresser une réclamation à : ${authority}.`,
    blank: '[à compléter]',
    data: {
      identity: 'nom',
      reach: 'téléphone, e-mail et comptes',
      addresses: 'adresses',
      notes: 'notes et préférences',
      jobs: 'ce qui a été demandé et fait',
      photos: 'photos',
      money: 'montants, factures et paiements',
      messages: 'messages',
      files: 'fichiers',
      work: 'horaires, tarifs et droits',
    },
  },
  it: {
    hello: 'Gentile cliente,',
    noticed: (day) =>
      `dobbiamo informarLa di una violazione dei Suoi dati personali, di cui ci siamo accorti il ${day}.`,
    what: 'Che cosa è successo:',
    concerned: 'Quali Suoi dati sono interessati:',
    consequences: 'Che cosa ne può derivare:',
    measures: 'Che cosa abbiamo fatto e che cosa può fare Lei:',
    ask: 'A chi può rivolgersi:',
    complain: (authority) => `Può presentare reclamo a: ${authority}.`,
    blank: '[da completare]',
    data: {
      identity: 'nome',
      reach: 'telefono, e-mail e account',
      addresses: 'indirizzi',
      notes: 'note e preferenze',
      jobs: 'ciò che è stato chiesto e fatto',
      photos: 'foto',
      money: 'importi, fatture e pagamenti',
      messages: 'messaggi',
      files: 'file',
      work: 'orari, tariffe e permessi',
    },
  },
};
