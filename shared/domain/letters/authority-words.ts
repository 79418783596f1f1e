import type { BreachLaw } from '../breach.ts';
import type { LetterLanguage } from './language.ts';

/** What an authority reads of a breach, part by part. */
export interface AuthorityWords {
  to(authority: string): string;
  /** By which rule it is told. */
  title: Record<BreachLaw, string>;
  from(business: string, contact: string): string;
  when(noticed: string, happened: string): string;
  what(text: string): string;
  data(kinds: string, people: string): string;
  consequences(text: string): string;
  measures(text: string): string;
  rest: Record<BreachLaw, string>;
}

const later = {
  en: 'We will send what is still missing as soon as we know it.',
  es: 'Enviaremos lo que falta en cuanto lo sepamos.',
  pt: 'Enviaremos o que falta assim que o soubermos.',
  de: 'Was noch fehlt, reichen wir nach, sobald wir es wissen.',
  fr: 'Nous enverrons ce qui manque dès que nous le saurons.',
  it: 'Invieremo ciò che manca appena lo sapremo.',
} satisfies Record<LetterLanguage, string>;

/** By rule 7 the Board hears the rest within three days. */
const within72 = {
  en: 'Within 72 hours we send the events and causes in detail, who caused it as far as known, the remedies, and a report on the notices given to data principals.',
  es: 'En un plazo de 72 horas enviaremos los hechos y las causas en detalle, quién la causó si se sabe, las medidas y un informe de los avisos dados a las personas afectadas.',
  pt: 'No prazo de 72 horas enviaremos os factos e as causas em pormenor, quem a causou se se souber, as medidas e um relatório dos avisos dados às pessoas afetadas.',
  de: 'Innerhalb von 72 Stunden folgen der Hergang und die Ursachen im Einzelnen, wer sie verursacht hat, soweit bekannt, die Abhilfe und ein Bericht über die Benachrichtigung der Betroffenen.',
  fr: 'Sous 72 heures nous enverrons les faits et les causes en détail, qui l’a causée si on le sait, les remèdes et un rapport sur les avis donnés aux personnes concernées.',
  it: 'Entro 72 ore invieremo i fatti e le cause in dettaglio, chi l’ha causata se noto, i rimedi e un rapporto sugli avvisi dati alle persone interessate.',
} satisfies Record<LetterLanguage, string>;

function restIn(language: LetterLanguage): AuthorityWords['rest'] {
  return { gdpr: later[language], india: within72[language], other: later[language] };
}

export const authorityWords: Record<LetterLanguage, AuthorityWords> = {
  en: {
    to: (authority) => `To: ${authority}`,
    title: {
      gdpr: 'Notification of a personal data breach (Article 33).',
      india: 'Intimation of a personal data breach (section 8(6) of the Act, rule 7).',
      other: 'Notification of a personal data breach.',
    },
    from: (business, contact) => `Responsible: ${business}. Contact: ${contact}.`,
    when: (noticed, happened) => `Noticed on ${noticed}; happened, as far as we know, on ${happened}.`,
    what: (text) => `What happened: ${text}`,
    data: (kinds, people) => `Categories of data: ${kinds}. People concerned, about: ${people}.`,
    consequences: (text) => `Likely consequences: ${text}`,
    measures: (text) => `Measures taken and planned: ${text}`,
    rest: restIn('en'),
  },
  es: {
    to: (authority) => `A: ${authority}`,
    title: {
      gdpr: 'Notificación de una violación de la seguridad de datos personales (artículo 33).',
      india: 'Comunicación de una violación de datos personales (sección 8(6) de la ley, regla 7).',
      other: 'Notificación de una violación de la seguridad de datos personales.',
    },
    from: (business, contact) => `Responsable: ${business}. Contacto: ${contact}.`,
    when: (noticed, happened) => `Advertida el ${noticed}; ocurrida, que sepamos, el ${happened}.`,
    what: (text) => `Qué ocurrió: ${text}`,
    data: (kinds, people) => `Categorías de datos: ${kinds}. Personas afectadas, aproximadamente: ${people}.`,
    consequences: (text) => `Consecuencias probables: ${text}`,
    measures: (text) => `Medidas tomadas y previstas: ${text}`,
    rest: restIn('es'),
  },
  pt: {
    to: (authority) => `Para: ${authority}`,
    title: {
      gdpr: 'Notificação de uma violação de dados pessoais (artigo 33.º).',
      india: 'Comunicação de uma violação de dados pessoais (secção 8(6) da lei, regra 7).',
      other: 'Notificação de uma violação de dados pessoais.',
    },
    from: (business, contact) => `Responsável: ${business}. Contacto: ${contact}.`,
    when: (noticed, happened) => `Notada em ${noticed}; ocorrida, tanto quanto sabemos, em ${happened}.`,
    what: (text) => `O que aconteceu: ${text}`,
    data: (kinds, people) => `Categorias de dados: ${kinds}. Pessoas afetadas, cerca de: ${people}.`,
    consequences: (text) => `Consequências prováveis: ${text}`,
    measures: (text) => `Medidas tomadas e previstas: ${text}`,
    rest: restIn('pt'),
  },
  de: {
    to: (authority) => `An: ${authority}`,
    title: {
      gdpr: 'Meldung einer Verletzung des Schutzes personenbezogener Daten (Artikel 33).',
      india: 'Mitteilung einer Datenschutzverletzung (Abschnitt 8(6) des Gesetzes, Regel 7).',
      other: 'Meldung einer Verletzung des Schutzes personenbezogener Daten.',
    },
    from: (business, contact) => `Verantwortlicher: ${business}. Kontakt: ${contact}.`,
    when: (noticed, happened) => `Bemerkt am ${noticed}; geschehen, soweit bekannt, am ${happened}.`,
    what: (text) => `Was geschehen ist: ${text}`,
    data: (kinds, people) => `Kategorien von Daten: ${kinds}. Betroffene Personen, etwa: ${people}.`,
    consequences: (text) => `Wahrscheinliche Folgen: ${text}`,
    measures: (text) => `Ergriffene und geplante Maßnahmen: ${text}`,
    rest: restIn('de'),
  },
  fr: {
    to: (authority) => `À : ${authority}`,
    title: {
      gdpr: 'Notification d’une violation de données à caractère personnel (article 33).',
      india: 'Communication d’une violation de données personnelles (section 8(6) de la loi, règle 7).',
      other: 'Notification d’une violation de données personnelles.',
    },
    from: (business, contact) => `Responsable : ${business}. Contact : ${contact}.`,
    when: (noticed, happened) => `Constatée le ${noticed} ; survenue, à notre connaissance, le ${happened}.`,
    what: (text) => `Ce qui s’est passé : ${text}`,
    data: (kinds, people) => `Catégories de données : ${kinds}. Personnes concernées, environ : ${people}.`,
    consequences: (text) => `Conséquences probables : ${text}`,
    measures: (text) => `Mesures prises et prévues : ${text}`,
    rest: restIn('fr'),
  },
  it: {
    to: (authority) => `A: ${authority}`,
    title: {
      gdpr: 'Notifica di una violazione dei dati personali (articolo 33).',
      india: 'Comunicazione di una violazione dei dati personali (sezione 8(6) della legge, regola 7).',
      other: 'Notifica di una violazione dei dati personali.',
    },
    from: (business, contact) => `Titolare: ${business}. Contatto: ${contact}.`,
    when: (noticed, happened) => `Rilevata il ${noticed}; avvenuta, per quanto sappiamo, il ${happened}.`,
    what: (text) => `Che cosa è successo: ${text}`,
    data: (kinds, people) => `Categorie di dati: ${kinds}. Persone interessate, circa: ${people}.`,
    consequences: (text) => `Conseguenze probabili: ${text}`,
    measures: (text) => `Misure adottate e previste: ${text}`,
    rest: restIn('it'),
  },
};
