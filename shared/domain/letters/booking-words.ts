import type { LetterLanguage } from './language.ts';

/** Of what a note about a booking tells: `said` is a word of the owner's beside them. */
export const bookingNews = ['asked', 'confirmed', 'moved', 'declined', 'cancelled', 'said'] as const;
export type BookingNews = (typeof bookingNews)[number];

/** What an e-mail about a booking says beside the words of the public page. */
export interface BookingWords {
  hello: string;
  /** What the subject begins with; the service follows, or this. */
  title: Record<BookingNews, string>;
  appointment: string;
  line: Record<BookingNews, string>;
  /** For somebody whose address was typed by another one. */
  notYou: string;
}

export const bookingWords: Record<LetterLanguage, BookingWords> = {
  en: {
    hello: 'Hello,',
    title: {
      asked: 'Your request has arrived',
      confirmed: 'Confirmed',
      moved: 'New time',
      declined: 'About your request',
      cancelled: 'Cancelled',
      said: 'About your request',
    },
    appointment: 'your appointment',
    line: {
      asked: 'Thank you, we have your request. You will hear from us.',
      confirmed: 'Your appointment is confirmed.',
      moved: 'Your appointment has a new time.',
      declined: 'We are sorry: we cannot take on your request.',
      cancelled: 'Your appointment is cancelled.',
      said: 'We have written something about your request.',
    },
    notYou:
      'You did not ask for anything? Then somebody has typed your address by mistake, and you need not do anything.',
  },
  es: {
    hello: 'Hola:',
    title: {
      asked: 'Su solicitud ha llegado',
      confirmed: 'Confirmada',
      moved: 'Nueva hora',
      declined: 'Sobre su solicitud',
      cancelled: 'Cancelada',
      said: 'Sobre su solicitud',
    },
    appointment: 'su cita',
    line: {
      asked: 'Gracias, tenemos su solicitud. Tendrá noticias nuestras.',
      confirmed: 'Su cita está confirmada.',
      moved: 'Su cita tiene una nueva hora.',
      declined: 'Lo sentimos: no podemos atender su solicitud.',
      cancelled: 'Su cita está cancelada.',
      said: 'Le hemos escrito algo sobre su solicitud.',
    },
    notYou:
      '¿No ha pedido nada? Entonces alguien ha escrito su dirección por error y no tiene que hacer nada.',
  },
  pt: {
    hello: 'Olá,',
    title: {
      asked: 'O seu pedido chegou',
      confirmed: 'Confirmada',
      moved: 'Nova hora',
      declined: 'Sobre o seu pedido',
      cancelled: 'Cancelada',
      said: 'Sobre o seu pedido',
    },
    appointment: 'a sua marcação',
    line: {
      asked: 'Obrigado, temos o seu pedido. Terá notícias nossas.',
      confirmed: 'A sua marcação está confirmada.',
      moved: 'A sua marcação tem uma nova hora.',
      declined: 'Lamentamos: não podemos aceitar o seu pedido.',
      cancelled: 'A sua marcação está cancelada.',
      said: 'Escrevemos-lhe algo sobre o seu pedido.',
    },
    notYou: 'Não pediu nada? Então alguém escreveu o seu endereço por engano e não precisa de fazer nada.',
  },
  de: {
    hello: 'Guten Tag,',
    title: {
      asked: 'Ihre Anfrage ist da',
      confirmed: 'Bestätigt',
      moved: 'Neue Zeit',
      declined: 'Zu Ihrer Anfrage',
      cancelled: 'Abgesagt',
      said: 'Zu Ihrer Anfrage',
    },
    appointment: 'Ihr Termin',
    line: {
      asked: 'danke, Ihre Anfrage ist bei uns. Sie hören von uns.',
      confirmed: 'Ihr Termin ist bestätigt.',
      moved: 'Ihr Termin hat eine neue Zeit.',
      declined: 'leider können wir Ihre Anfrage nicht annehmen.',
      cancelled: 'Ihr Termin ist abgesagt.',
      said: 'wir haben Ihnen etwas zu Ihrer Anfrage geschrieben.',
    },
    notYou:
      'Sie haben nichts angefragt? Dann hat jemand Ihre Adresse versehentlich eingegeben, und Sie müssen nichts tun.',
  },
  fr: {
    hello: 'Bonjour,',
    title: {
      asked: 'Votre demande est arrivée',
      confirmed: 'Confirmé',
      moved: 'Nouvelle heure',
      declined: 'Votre demande',
      cancelled: 'Annulé',
      said: 'Votre demande',
    },
    appointment: 'votre rendez-vous',
    line: {
      asked: 'Merci, nous avons bien votre demande. Vous aurez de nos nouvelles.',
      confirmed: 'Votre rendez-vous est confirmé.',
      moved: 'Votre rendez-vous a une nouvelle heure.',
      declined: 'Nous sommes désolés : nous ne pouvons pas donner suite à votre demande.',
      cancelled: 'Votre rendez-vous est annulé.',
      said: 'Nous vous avons écrit au sujet de votre demande.',
    },
    notYou:
      'Vous n’avez rien demandé ? Quelqu’un a alors saisi votre adresse par erreur, et vous n’avez rien à faire.',
  },
  it: {
    hello: 'Buongiorno,',
    title: {
      asked: 'La Sua richiesta è arrivata',
      confirmed: 'Confermato',
      moved: 'Nuovo orario',
      declined: 'La Sua richiesta',
      cancelled: 'Disdetto',
      said: 'La Sua richiesta',
    },
    appointment: 'il Suo appuntamento',
    line: {
      asked: 'Grazie, abbiamo la Sua richiesta. Riceverà nostre notizie.',
      confirmed: 'Il Suo appuntamento è confermato.',
      moved: 'Il Suo appuntamento ha un nuovo orario.',
      declined: 'Siamo spiacenti: non possiamo accogliere la Sua richiesta.',
      cancelled: 'Il Suo appuntamento è disdetto.',
      said: 'Le abbiamo scritto qualcosa sulla Sua richiesta.',
    },
    notYou:
      'Non ha chiesto nulla? Allora qualcuno ha digitato il Suo indirizzo per errore e non deve fare nulla.',
  },
};
