import type { Phrases } from './phrases.ts';

const attachments = {
  image: 'a foto',
  video: 'o vídeo',
  audio: 'a mensagem de voz',
  document: 'o documento',
  location: 'a localização',
  contacts: 'o contato',
};

export const portuguese: Phrases = {
  hello: (name) => (name === undefined ? 'Olá,' : `Olá, ${name},`),
  firstWordIsSmall: false,
  regards: (business) => `Atenciosamente\n${business}`,
  today: 'hoje',
  tomorrow: 'amanhã',
  onDay: (weekday) => (weekday.endsWith('feira') ? `na ${weekday}` : `no ${weekday}`),
  closed: 'fechado',
  and: 'e',

  thanksForMessage: 'obrigado pela sua mensagem.',
  howCanWeHelp: 'Como podemos ajudar?',
  youAreWelcome: 'nós é que agradecemos. Se precisar de mais alguma coisa, é só escrever.',

  onePrice: (service, price) => `o nosso preço para “${service}” é ${price}.`,
  takesAbout: (duration) => `Normalmente leva cerca de ${duration}.`,
  manyPrices: 'estes são os nossos preços:',
  standardPrices: 'Como orientação, estes são os nossos preços habituais:',
  whatNeedsDoing: 'poderia me dizer brevemente o que precisa?',
  priceAfterDetails: 'Assim posso informar o preço certo.',
  shallWeVisit: 'Gostaria que fôssemos até aí? Qual dia seria melhor para você?',
  plusTax: (tax) => `mais ${tax}`,
  withTax: (tax) => `${tax} incluído`,

  visitThanks: 'obrigado pelo contato. Teremos prazer em ajudar.',
  dayNoted: (day) => `Você gostaria da visita ${day}: vou verificar a agenda e confirmo o horário.`,
  closedThatDay: (day, next) =>
    `Não abrimos ${day}.${next === undefined ? ' Qual outro dia seria bom para você?' : ` Uma visita ${next} seria boa para você?`}`,
  whichDay: (hours) =>
    `Qual dia e horário seriam melhores para você?${hours === undefined ? '' : ` O nosso horário é: ${hours}.`}`,
  freeTimes: (times) =>
    `Poderíamos ir num destes horários:\n${times.map((time) => `• ${time}`).join('\n')}\nAlgum deles serve para você?`,
  addressPlease: 'Por favor, envie também o endereço.',
  describePlease: 'Poderia me dizer brevemente o que precisa? Uma foto também ajuda.',

  openNow: (until) => `sim, estamos abertos agora, até ${until}.`,
  closedNow: (next) => `no momento estamos fechados.${next === undefined ? '' : ` Abrimos de novo ${next}.`}`,
  openOn: (day, shifts) => `${day} abrimos: ${shifts}.`,
  closedOn: (day) => `${day} estamos fechados.`,
  ourHours: 'O nosso horário:',

  ourAddress: (address) => `estamos aqui:\n${address}`,

  sorry: 'lamento muito o ocorrido, e obrigado por nos avisar.',
  complaintNext:
    'Vou verificar pessoalmente e respondo assim que puder. Poderia me dizer brevemente como está agora? Se houver algo para ver, uma foto ajuda.',
  personally: 'claro. Respondo pessoalmente assim que puder.',
  callUs: (phone) => `Se for urgente, ligue para ${phone}.`,
  gotAttachment: (kind) => `obrigado, recebi ${attachments[kind]}.`,
  letMeCheck: 'Quero dar uma resposta correta: vou verificar e já respondo.',
  tellMore: 'Poderia me contar um pouco mais sobre o que precisa?',
};
