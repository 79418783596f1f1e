import type { Phrases } from './phrases.ts';

const attachments = {
  image: 'la foto',
  video: 'el vídeo',
  audio: 'el mensaje de voz',
  document: 'el documento',
  location: 'la ubicación',
  contacts: 'el contacto',
};

export const spanish: Phrases = {
  hello: (name) => (name === undefined ? 'Hola:' : `Hola, ${name}:`),
  firstWordIsSmall: false,
  regards: (business) => `Un saludo\n${business}`,
  today: 'hoy',
  tomorrow: 'mañana',
  onDay: (weekday) => `el ${weekday}`,
  closed: 'cerrado',
  and: 'y',

  thanksForMessage: 'gracias por su mensaje.',
  howCanWeHelp: '¿En qué podemos ayudarle?',
  youAreWelcome: 'ha sido un placer. Si necesita algo más, escríbanos cuando quiera.',

  onePrice: (service, price) => `nuestro precio para «${service}» es de ${price}.`,
  takesAbout: (duration) => `Normalmente lleva unos ${duration}.`,
  manyPrices: 'estos son nuestros precios:',
  standardPrices: 'Como orientación, estos son nuestros precios habituales:',
  whatNeedsDoing: '¿podría decirme brevemente qué necesita?',
  priceAfterDetails: 'Así podré darle el precio correcto.',
  shallWeVisit: '¿Quiere que pasemos a verlo? ¿Qué día le vendría bien?',
  plusTax: (tax) => `más ${tax}`,
  withTax: (tax) => `${tax} incluido`,

  visitThanks: 'gracias por escribirnos. Le ayudaremos con mucho gusto.',
  dayNoted: (day) => `Le gustaría que fuéramos ${day}: consulto la agenda y le confirmo la hora.`,
  closedThatDay: (day, next) =>
    `Cerramos ${day}.${next === undefined ? ' ¿Qué otro día le vendría bien?' : ` ¿Le vendría bien ${next}?`}`,
  whichDay: (hours) =>
    `¿Qué día y a qué hora le vendría bien?${hours === undefined ? '' : ` Nuestro horario es: ${hours}.`}`,
  freeTimes: (times) =>
    `Podríamos ir en uno de estos momentos:\n${times.map((time) => `• ${time}`).join('\n')}\n¿Le viene bien alguno?`,
  addressPlease: 'Por favor, envíeme también la dirección.',
  describePlease: '¿Podría decirme brevemente qué necesita? Una foto también ayuda.',

  openNow: (until) => `sí, ahora estamos abiertos, hasta las ${until}.`,
  closedNow: (next) =>
    `ahora mismo estamos cerrados.${next === undefined ? '' : ` Volvemos a abrir ${next}.`}`,
  openOn: (day, shifts) => `${day} abrimos: ${shifts}.`,
  closedOn: (day) => `${day} estamos cerrados.`,
  ourHours: 'Nuestro horario:',

  ourAddress: (address) => `estamos aquí:\n${address}`,

  sorry: 'siento mucho lo ocurrido, y gracias por avisarnos.',
  complaintNext:
    'Lo revisaré personalmente y le responderé lo antes posible. ¿Podría decirme brevemente cómo está ahora? Si hay algo que ver, una foto ayuda.',
  personally: 'por supuesto. Le responderé personalmente lo antes posible.',
  callUs: (phone) => `Si es urgente, llámenos al ${phone}.`,
  gotAttachment: (kind) => `gracias, he recibido ${attachments[kind]}.`,
  letMeCheck: 'Quiero darle una respuesta correcta: lo consulto y le respondo.',
  tellMore: '¿Podría contarme un poco más sobre lo que necesita?',
};
