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
      'I have passed this on to the team.',
      'Please send us a photo of the boiler.',
      'Someone from the team will get back to you.',
      'Please let me know your postcode.',
      'Thanks! And how old is the boiler?',
      'Sorry to hear that.',
      'Could you tell us which floor the flat is on?',
      'Please give us the make of the boiler.',
      'One of my colleagues will contact you shortly.',
      'Thank you for your patience.',
      'What a pity, I am sorry about that.',
      'I’ll ask the owner and write to you again.',
    ],
    statements: [
      'The valve is broken and needs replacing.',
      'Our electrician is certified.',
      'That part is out of stock.',
      'Turn off the main tap and wait.',
      'The pump has a leak.',
      'We work in the whole county.',
      'You can pay by card.',
      'A new thermostat would help.',
      'Our team speaks Spanish.',
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
      'Se lo he pasado al equipo.',
      'Envíenos una foto de la caldera, por favor.',
      'Alguien del equipo le responderá.',
      'Díganos su código postal, por favor.',
      '¿Me podría decir en qué planta está el piso?',
      'Indíquenos la marca de la caldera, por favor.',
      'Un compañero se pondrá en contacto con usted.',
      'Gracias por su paciencia.',
      'Lo pregunto y le escribo enseguida.',
    ],
    statements: [
      'La válvula está rota y hay que cambiarla.',
      'Cierre la llave de paso y espere.',
      'La bomba pierde agua.',
      'Trabajamos en toda la provincia.',
      'Puede pagar con tarjeta.',
    ],
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
      'Passei isto à equipa.',
      'Envie-nos uma fotografia da caldeira, por favor.',
      'Alguém da equipa vai responder-lhe.',
      'Diga-nos o seu código postal, por favor.',
      'Pode dizer-nos em que andar fica o apartamento?',
      'Indique-nos a marca da caldeira, por favor.',
      'Um colega entrará em contacto consigo.',
      'Obrigada pela paciência.',
      'Vou perguntar e já lhe escrevo.',
    ],
    statements: [
      'A válvula está partida e tem de ser trocada.',
      'Feche a torneira de segurança e espere.',
      'A bomba perde água.',
      'Trabalhamos em todo o distrito.',
      'Pode pagar com cartão.',
    ],
  },
  de: {
    promises: [
      'Ich versichere Ihnen, dass das Leck nicht wiederkommt.',
      'Ich habe Ihren Termin abgesagt.',
      'Wir sind schon unterwegs.',
      'Ich habe Sie für Montag eingetragen.',
      'Unser Techniker ist am Donnerstag bei Ihnen.',
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
      'Ich habe das an das Team weitergegeben.',
      'Bitte schicken Sie uns ein Foto der Heizung.',
      'Jemand aus dem Team meldet sich bei Ihnen.',
      'Bitte nennen Sie uns Ihre Postleitzahl.',
      'Können Sie uns sagen, in welchem Stock die Wohnung liegt?',
      'Bitte teilen Sie uns die Marke der Therme mit.',
      'Ein Kollege wird sich bei Ihnen melden.',
      'Vielen Dank für Ihre Geduld.',
      'Ich frage nach und schreibe Ihnen dann.',
    ],
    statements: [
      'Das Ventil ist kaputt und muss ersetzt werden.',
      'Drehen Sie den Haupthahn zu und warten Sie.',
      'Die Pumpe verliert Wasser.',
      'Wir arbeiten im ganzen Landkreis.',
      'Sie können mit Karte zahlen.',
    ],
  },
};

/**
 * Written after the word lists and never used for them. Of these promises the lists know none: they are there to point
 * at the usual words in a draft that a person reads. What is sent without one needs a record for each sentence.
 */
export const unseen: Record<Language, Sentences> = {
  en: {
    promises: [
      'The first hour is on us.',
      'We’ll make it good if it fails within a year.',
      'I’ve moved you to Friday.',
      'You’re all set for tomorrow morning.',
      'Our electrician will arrive before noon.',
      'We take full responsibility for the broken tile.',
      'You needn’t pay anything for that.',
      'It’ll be as good as new.',
      'I can let you have it for less.',
      'Consider it done.',
    ],
    harmless: [
      'Could you measure the width for us?',
      'Let us know how many rooms there are.',
      'Much appreciated, Tom.',
      'Somebody from the office will ring you this afternoon.',
      'I need to ask my colleague first.',
      'Would mornings or afternoons be better?',
    ],
    statements: [
      'Yes, we repair all makes of boiler.',
      'It sounds like a blocked vent.',
      'We are a family business.',
      'You should switch off the power first.',
    ],
  },
  es: {
    promises: [
      'La primera hora no se paga.',
      'Si falla en un año, lo cambiamos sin más.',
      'Le he pasado la cita al viernes.',
      'El electricista llegará antes del mediodía.',
      'Nos responsabilizamos de la baldosa rota.',
      'Se lo dejo más barato.',
    ],
    harmless: [
      '¿Puede medir el ancho?',
      'Díganos cuántas habitaciones hay.',
      'Tengo que preguntar primero a mi compañero.',
      'Alguien de la oficina le llamará esta tarde.',
    ],
    statements: [
      'Sí, reparamos todas las marcas.',
      'Somos una empresa familiar.',
      'Parece un conducto atascado.',
    ],
  },
  pt: {
    promises: [
      'A primeira hora não se paga.',
      'Se falhar num ano, trocamos sem mais.',
      'Passei a sua visita para sexta.',
      'O eletricista chega antes do meio-dia.',
      'Assumimos a responsabilidade pelo azulejo partido.',
      'Faço-lhe mais barato.',
    ],
    harmless: [
      'Pode medir a largura?',
      'Diga-nos quantos quartos são.',
      'Tenho de perguntar primeiro ao meu colega.',
      'Alguém do escritório vai ligar-lhe esta tarde.',
    ],
    statements: [
      'Sim, reparamos todas as marcas.',
      'Somos uma empresa familiar.',
      'Parece um tubo entupido.',
    ],
  },
  de: {
    promises: [
      'Die erste Stunde kostet Sie nichts.',
      'Falls es in einem Jahr ausfällt, tauschen wir es einfach aus.',
      'Ich habe Sie auf Freitag gelegt.',
      'Der Elektriker kommt noch vor Mittag zu Ihnen.',
      'Wir haften für die kaputte Fliese.',
      'Ich mache es Ihnen günstiger.',
    ],
    harmless: [
      'Können Sie die Breite messen?',
      'Sagen Sie uns bitte, wie viele Zimmer es sind.',
      'Da muss ich erst meinen Kollegen fragen.',
      'Jemand aus dem Büro ruft Sie heute Nachmittag an.',
    ],
    statements: [
      'Ja, wir reparieren alle Marken.',
      'Wir sind ein Familienbetrieb.',
      'Das klingt nach einem verstopften Rohr.',
    ],
  },
};
