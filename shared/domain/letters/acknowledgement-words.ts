import type { RequestKind } from '../privacy-request.ts';
import type { LetterLanguage } from './language.ts';

/** What the note says that a request has come. */
export interface AcknowledgementWords {
  hello(name: string): string;
  /** `day`: when it came. */
  received: Record<RequestKind, (day: string) => string>;
  answerBy(day: string): string;
  identity: string;
}

/** One sentence around what each asks for; a complaint asks for nothing. */
function received(
  sentence: (asked: string, day: string) => string,
  complaint: (day: string) => string,
  asked: Record<Exclude<RequestKind, 'grievance'>, string>,
): AcknowledgementWords['received'] {
  const requests = Object.entries(asked).map(([kind, what]) => [kind, (day: string) => sentence(what, day)]);
  return { ...Object.fromEntries(requests), grievance: complaint } as AcknowledgementWords['received'];
}

export const acknowledgementWords: Record<LetterLanguage, AcknowledgementWords> = {
  en: {
    hello: (name) => (name === '' ? 'Hello,' : `Hello ${name},`),
    received: received(
      (asked, day) => `We have received your request for ${asked}, which came on ${day}.`,
      (day) => `We have received your complaint, which came on ${day}.`,
      {
        access: 'a copy of your data',
        correction: 'the correction of your data',
        erasure: 'the erasure of your data',
        restriction: 'your data to be only kept for now',
        portability: 'your data in a form that you can take elsewhere',
        objection: 'your data not to be used for this any more',
        nomination: 'somebody you name to act for you',
        authority: 'information',
      },
    ),
    answerBy: (day) => `You hear from us by ${day}.`,
    identity:
      'So that nobody else gets your data, please tell us something that only you can know, such as the number of your last invoice.',
  },
  es: {
    hello: (name) => (name === '' ? 'Hola:' : `Hola, ${name}:`),
    received: received(
      (asked, day) => `Hemos recibido su solicitud de ${asked}, que llegó el ${day}.`,
      (day) => `Hemos recibido su reclamación, que llegó el ${day}.`,
      {
        access: 'una copia de sus datos',
        correction: 'rectificación de sus datos',
        erasure: 'supresión de sus datos',
        restriction: 'que por ahora sus datos solo se conserven',
        portability: 'sus datos en un formato que pueda llevar a otro lugar',
        objection: 'que sus datos no se usen más para esto',
        nomination: 'que una persona nombrada por usted actúe en su nombre',
        authority: 'información',
      },
    ),
    answerBy: (day) => `Tendrá noticias nuestras a más tardar el ${day}.`,
    identity:
      'Para que nadie más reciba sus datos, díganos por favor algo que solo usted pueda saber, como el número de su última factura.',
  },
  pt: {
    hello: (name) => (name === '' ? 'Olá,' : `Olá, ${name},`),
    received: received(
      (asked, day) => `Recebemos o seu pedido de ${asked}, que chegou em ${day}.`,
      (day) => `Recebemos a sua reclamação, que chegou em ${day}.`,
      {
        access: 'uma cópia dos seus dados',
        correction: 'correção dos seus dados',
        erasure: 'eliminação dos seus dados',
        restriction: 'que os seus dados por agora sejam apenas conservados',
        portability: 'receber os seus dados num formato que possa levar consigo',
        objection: 'que os seus dados deixem de ser usados para isto',
        nomination: 'que uma pessoa por si indicada atue em seu nome',
        authority: 'informação',
      },
    ),
    answerBy: (day) => `Terá notícias nossas até ${day}.`,
    identity:
      'Para que mais ninguém receba os seus dados, diga-nos por favor algo que só você possa saber, como o número da sua última fatura.',
  },
  de: {
    hello: (name) => (name === '' ? 'Guten Tag,' : `Guten Tag, ${name},`),
    received: received(
      (asked, day) => `wir haben Ihre Anfrage vom ${day} erhalten: Sie wünschen ${asked}.`,
      (day) => `wir haben Ihre Beschwerde vom ${day} erhalten.`,
      {
        access: 'eine Kopie Ihrer Daten',
        correction: 'die Berichtigung Ihrer Daten',
        erasure: 'die Löschung Ihrer Daten',
        restriction: 'dass Ihre Daten vorerst nur aufbewahrt werden',
        portability: 'Ihre Daten in einer Form, die Sie anderswohin mitnehmen können',
        objection: 'dass Ihre Daten dafür nicht mehr verwendet werden',
        nomination: 'dass jemand, den Sie benennen, für Sie handelt',
        authority: 'Auskunft',
      },
    ),
    answerBy: (day) => `Sie hören von uns bis zum ${day}.`,
    identity:
      'Damit niemand sonst Ihre Daten bekommt, nennen Sie uns bitte etwas, das nur Sie wissen können, etwa die Nummer Ihrer letzten Rechnung.',
  },
  fr: {
    hello: (name) => (name === '' ? 'Bonjour,' : `Bonjour ${name},`),
    received: received(
      (asked, day) => `Nous avons bien reçu votre demande du ${day}. Vous souhaitez ${asked}.`,
      (day) => `Nous avons bien reçu votre réclamation du ${day}.`,
      {
        access: 'une copie de vos données',
        correction: 'la rectification de vos données',
        erasure: 'l’effacement de vos données',
        restriction: 'que vos données soient seulement conservées pour l’instant',
        portability: 'vos données sous une forme que vous pouvez emporter ailleurs',
        objection: 'que vos données ne soient plus utilisées pour cela',
        nomination: 'qu’une personne désignée par vous agisse en votre nom',
        authority: 'des informations',
      },
    ),
    answerBy: (day) => `Vous aurez de nos nouvelles au plus tard le ${day}.`,
    identity:
      'Pour que personne d’autre ne reçoive vos données, indiquez-nous quelque chose que vous seul pouvez savoir, comme le numéro de votre dernière facture.',
  },
  it: {
    hello: (name) => (name === '' ? 'Buongiorno,' : `Buongiorno ${name},`),
    received: received(
      (asked, day) => `abbiamo ricevuto la Sua richiesta del ${day}. Desidera ${asked}.`,
      (day) => `abbiamo ricevuto il Suo reclamo del ${day}.`,
      {
        access: 'una copia dei Suoi dati',
        correction: 'la rettifica dei Suoi dati',
        erasure: 'la cancellazione dei Suoi dati',
        restriction: 'che i Suoi dati per ora vengano solo conservati',
        portability: 'i Suoi dati in una forma che possa portare altrove',
        objection: 'che i Suoi dati non vengano più usati per questo',
        nomination: 'che una persona da Lei indicata agisca per Suo conto',
        authority: 'informazioni',
      },
    ),
    answerBy: (day) => `Avrà nostre notizie entro il ${day}.`,
    identity:
      'Perché nessun altro riceva i Suoi dati, ci indichi per favore qualcosa che solo Lei può sapere, come il numero della Sua ultima fattura.',
  },
};
