import type { Language } from '../basic/language.ts';

/** Sentences by what they do, for the tests of the word lists. */
interface Sentences {
  /** Bind the business. */
  promises: string[];
  /** Ask the customer for something, thank them, or say that a person will answer. */
  harmless: string[];
  /** State something of the matter. */
  statements: string[];
}

/** The word lists were written with these at hand. */
export const known: Record<Language, Sentences> = {
  en: {
    promises: [
      'You have my word that it will hold.',
      'I assure you the leak won’t come back.',
      'If anything breaks, we repair it at no cost.',
      'Rest assured it will be finished by tonight.',
      'We’ll knock ten percent off.',
      'Your booking is confirmed.',
      'I have cancelled your appointment.',
      'Someone is on their way to you now.',
      'I’ve put you down for Monday.',
      'Our plumber will be at your door on Thursday.',
    ],
    harmless: [
      'I have passed this on to the team.',
      'Please send us a photo of the boiler.',
      'Someone from the team will get back to you.',
      'Please let me know your postcode.',
      'Thanks! And how old is the boiler?',
      'Sorry to hear that.',
    ],
    statements: [
      'The valve is broken and needs replacing.',
      'Our electrician is certified.',
      'That part is out of stock.',
      'Turn off the main tap and wait.',
    ],
  },
  es: {
    promises: [
      'Le aseguro que la fuga no volverá.',
      'Le devolveremos el dinero.',
      'He cancelado su cita.',
      'Ya vamos de camino.',
      'Le he apuntado para el lunes.',
      'Nuestro técnico estará en su casa el jueves.',
    ],
    harmless: [
      'Se lo he pasado al equipo.',
      'Envíenos una foto de la caldera, por favor.',
      'Alguien del equipo le responderá.',
      'Díganos su código postal, por favor.',
    ],
    statements: ['La válvula está rota y hay que cambiarla.', 'Cierre la llave de paso y espere.'],
  },
  pt: {
    promises: [
      'Asseguro-lhe que a fuga não volta.',
      'Se algo avariar, reparamos sem custos.',
      'Vamos devolver-lhe o dinheiro.',
      'Cancelei a sua marcação.',
      'Garantimos o trabalho.',
      'Já estamos a caminho.',
      'Ficou marcado para segunda.',
      'O nosso técnico estará em sua casa na quinta.',
    ],
    harmless: [
      'Passei isto à equipa.',
      'Envie-nos uma fotografia da caldeira, por favor.',
      'Alguém da equipa vai responder-lhe.',
      'Diga-nos o seu código postal, por favor.',
    ],
    statements: ['A válvula está partida e tem de ser trocada.', 'Feche a torneira de segurança e espere.'],
  },
  de: {
    promises: [
      'Ich versichere Ihnen, dass das Leck nicht wiederkommt.',
      'Ich habe Ihren Termin abgesagt.',
      'Wir sind schon unterwegs.',
      'Ich habe Sie für Montag eingetragen.',
      'Unser Techniker ist am Donnerstag bei Ihnen.',
    ],
    harmless: [
      'Ich habe das an das Team weitergegeben.',
      'Bitte schicken Sie uns ein Foto der Heizung.',
      'Jemand aus dem Team meldet sich bei Ihnen.',
      'Bitte nennen Sie uns Ihre Postleitzahl.',
    ],
    statements: [
      'Das Ventil ist kaputt und muss ersetzt werden.',
      'Drehen Sie den Haupthahn zu und warten Sie.',
    ],
  },
};

/** Written before the word lists and never used for them: they show how far the lists reach. */
export const unseen: Record<Language, Sentences> = {
  en: {
    promises: [
      'You won’t be charged for the call-out.',
      'We will pay for the damage.',
      'It’s all booked, see you then.',
      'I give you my word on that.',
      'The engineer is already heading over.',
      'We’ll throw in the second visit free.',
      'Your slot on Monday is reserved.',
      'That will definitely solve the problem.',
      'We’ll waive the fee this time.',
      'You’ll have hot water again by tonight, guaranteed.',
    ],
    harmless: [
      'Could you tell us which floor the flat is on?',
      'Please give us the make of the boiler.',
      'One of my colleagues will contact you shortly.',
      'Thank you for your patience.',
      'What a pity, I am sorry about that.',
      'I’ll ask the owner and write to you again.',
    ],
    statements: [
      'The pump has a leak.',
      'We work in the whole county.',
      'You can pay by card.',
      'A new thermostat would help.',
      'Our team speaks Spanish.',
    ],
  },
  es: {
    promises: [
      'No le cobraremos el desplazamiento.',
      'Nos hacemos cargo de los daños.',
      'Su reserva queda confirmada.',
      'Tiene mi palabra.',
      'El técnico ya está en camino.',
      'Le garantizo que no volverá a pasar.',
      'La segunda visita corre de nuestra cuenta.',
      'Le hemos anulado la cita.',
    ],
    harmless: [
      '¿Me podría decir en qué planta está el piso?',
      'Indíquenos la marca de la caldera, por favor.',
      'Un compañero se pondrá en contacto con usted.',
      'Gracias por su paciencia.',
      'Lo pregunto y le escribo enseguida.',
    ],
    statements: ['La bomba pierde agua.', 'Trabajamos en toda la provincia.', 'Puede pagar con tarjeta.'],
  },
  pt: {
    promises: [
      'Não cobramos a deslocação.',
      'Nós pagamos os estragos.',
      'A sua reserva está confirmada.',
      'Tem a minha palavra.',
      'O técnico já vai a caminho.',
      'Garanto-lhe que não volta a acontecer.',
      'A segunda visita fica por nossa conta.',
      'Desmarcámos a sua visita.',
    ],
    harmless: [
      'Pode dizer-nos em que andar fica o apartamento?',
      'Indique-nos a marca da caldeira, por favor.',
      'Um colega entrará em contacto consigo.',
      'Obrigada pela paciência.',
      'Vou perguntar e já lhe escrevo.',
    ],
    statements: ['A bomba perde água.', 'Trabalhamos em todo o distrito.', 'Pode pagar com cartão.'],
  },
  de: {
    promises: [
      'Die Anfahrt berechnen wir Ihnen nicht.',
      'Den Schaden übernehmen wir.',
      'Ihre Buchung ist bestätigt.',
      'Sie haben mein Wort.',
      'Der Techniker ist schon auf dem Weg.',
      'Ich garantiere Ihnen, dass das nicht wieder vorkommt.',
      'Der zweite Besuch geht auf uns.',
      'Wir haben Ihren Termin storniert.',
    ],
    harmless: [
      'Können Sie uns sagen, in welchem Stock die Wohnung liegt?',
      'Bitte teilen Sie uns die Marke der Therme mit.',
      'Ein Kollege wird sich bei Ihnen melden.',
      'Vielen Dank für Ihre Geduld.',
      'Ich frage nach und schreibe Ihnen dann.',
    ],
    statements: [
      'Die Pumpe verliert Wasser.',
      'Wir arbeiten im ganzen Landkreis.',
      'Sie können mit Karte zahlen.',
    ],
  },
};
