import type { AnswerLanguage } from '../acts/languages.ts';

/** What a technician reads: short, because it is read on a phone between two jobs. Buttons hold 20 characters. */
export interface TechnicianWords {
  menu: string;
  next: string;
  done: string;
  visits: string;
  none: string;
  which: string;
  sure: (job: string) => string;
  yes: string;
  no: string;
  marked: (job: string) => string;
  gone: string;
  photoWhich: string;
  photoKept: (job: string) => string;
  photoWaits: string;
  more: string;
  open: string;
}

export const technicianWords: Record<AnswerLanguage, TechnicianWords> = {
  en: {
    menu: 'What do you need?',
    next: 'What’s next',
    done: 'Done',
    visits: 'Your next visits:',
    none: 'No visit is planned for you.',
    which: 'Which visit is done?',
    sure: (job) => `Mark “${job}” as done?`,
    yes: 'Yes, done',
    no: 'No, not yet',
    marked: (job) => `“${job}” is marked as done.`,
    gone: 'This visit is not open for you any more.',
    photoWhich: 'Which job is the photo for?',
    photoKept: (job) => `The photo is with “${job}”.`,
    photoWaits: 'The photo has come in. No visit is planned for you: the office will look at it.',
    more: 'More',
    open: 'Choose',
  },
  es: {
    menu: '¿Qué necesitas?',
    next: 'Lo siguiente',
    done: 'Hecho',
    visits: 'Tus próximas visitas:',
    none: 'No tienes ninguna visita prevista.',
    which: '¿Qué visita está hecha?',
    sure: (job) => `¿Marcar «${job}» como hecho?`,
    yes: 'Sí, hecho',
    no: 'No, todavía no',
    marked: (job) => `«${job}» está marcado como hecho.`,
    gone: 'Esta visita ya no está abierta para ti.',
    photoWhich: '¿De qué trabajo es la foto?',
    photoKept: (job) => `La foto está con «${job}».`,
    photoWaits: 'La foto ha llegado. No tienes visitas previstas: la oficina la mirará.',
    more: 'Más',
    open: 'Elegir',
  },
  pt: {
    menu: 'De que precisas?',
    next: 'O que se segue',
    done: 'Feito',
    visits: 'As tuas próximas visitas:',
    none: 'Não tens nenhuma visita marcada.',
    which: 'Que visita está feita?',
    sure: (job) => `Marcar “${job}” como feito?`,
    yes: 'Sim, feito',
    no: 'Não, ainda não',
    marked: (job) => `“${job}” está marcado como feito.`,
    gone: 'Esta visita já não está aberta para ti.',
    photoWhich: 'De que trabalho é a foto?',
    photoKept: (job) => `A foto está com “${job}”.`,
    photoWaits: 'A foto chegou. Não tens visitas marcadas: o escritório vai ver.',
    more: 'Mais',
    open: 'Escolher',
  },
  de: {
    menu: 'Was brauchst du?',
    next: 'Nächster Termin',
    done: 'Fertig',
    visits: 'Deine nächsten Termine:',
    none: 'Für dich ist kein Termin geplant.',
    which: 'Welcher Termin ist fertig?',
    sure: (job) => `„${job}“ als fertig vermerken?`,
    yes: 'Ja, fertig',
    no: 'Nein, noch nicht',
    marked: (job) => `„${job}“ ist als fertig vermerkt.`,
    gone: 'Dieser Termin ist für dich nicht mehr offen.',
    photoWhich: 'Zu welchem Auftrag gehört das Foto?',
    photoKept: (job) => `Das Foto liegt bei „${job}“.`,
    photoWaits: 'Das Foto ist da. Für dich ist kein Termin geplant: Das Büro sieht es sich an.',
    more: 'Mehr',
    open: 'Wählen',
  },
  fr: {
    menu: 'De quoi as-tu besoin ?',
    next: 'La suite',
    done: 'Terminé',
    visits: 'Tes prochaines visites :',
    none: 'Aucune visite n’est prévue pour toi.',
    which: 'Quelle visite est terminée ?',
    sure: (job) => `Marquer « ${job} » comme terminé ?`,
    yes: 'Oui, terminé',
    no: 'Non, pas encore',
    marked: (job) => `« ${job} » est marqué comme terminé.`,
    gone: 'Cette visite n’est plus ouverte pour toi.',
    photoWhich: 'Pour quel travail est la photo ?',
    photoKept: (job) => `La photo est avec « ${job} ».`,
    photoWaits: 'La photo est arrivée. Aucune visite n’est prévue pour toi : le bureau la regardera.',
    more: 'Plus',
    open: 'Choisir',
  },
  it: {
    menu: 'Di che cosa hai bisogno?',
    next: 'Cosa viene dopo',
    done: 'Fatto',
    visits: 'I tuoi prossimi appuntamenti:',
    none: 'Non hai nessun appuntamento.',
    which: 'Quale appuntamento è fatto?',
    sure: (job) => `Segnare «${job}» come fatto?`,
    yes: 'Sì, fatto',
    no: 'No, non ancora',
    marked: (job) => `«${job}» è segnato come fatto.`,
    gone: 'Questo appuntamento non è più aperto per te.',
    photoWhich: 'Di quale lavoro è la foto?',
    photoKept: (job) => `La foto è con «${job}».`,
    photoWaits: 'La foto è arrivata. Non hai appuntamenti: l’ufficio la guarderà.',
    more: 'Altro',
    open: 'Scegli',
  },
};
