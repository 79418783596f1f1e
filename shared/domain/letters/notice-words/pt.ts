import type { NoticeWords } from './words.ts';

export const pt: NoticeWords = {
  who: 'Quem somos',
  responsible: (who) => `O responsável pelos seus dados é ${who}.`,
  reached: (ways) => `Pode contactar-nos em ${ways}.`,
  aboutData: (contact) => `Sobre os seus dados escreva para: ${contact}`,
  what: 'O que guardamos',
  kept: (over) =>
    `O seu nome, morada, telefone e e-mail; o que nos escreve${over === undefined ? '' : ` por ${over}`}; o que pede, as suas visitas, o que foi feito, fotografias do trabalho, faturas e pagamentos. Foi o próprio que nos deu estes dados, ou resultaram do nosso trabalho.`,
  whatFor: 'Para quê',
  bases: {
    gdpr: 'Para lhe responder, planear visitas, fazer o trabalho e enviar faturas: por causa do nosso contrato ou porque pediu um orçamento (art. 6.º, n.º 1, al. b) RGPD). Para conservar faturas: porque a lei o exige (al. c)). Para lembrar visitas e pagamentos: porque ambos temos interesse nisso (al. f)). Para pedir uma avaliação e para publicidade: só se consentir (al. a)).',
    uk: 'Para lhe responder, planear visitas, fazer o trabalho e enviar faturas: por causa do nosso contrato ou porque pediu um orçamento (art. 6(1)(b) UK GDPR). Para conservar faturas: porque a lei o exige (art. 6(1)(c)). Para lembrar visitas e pagamentos: porque ambos temos interesse nisso (art. 6(1)(f)). Para pedir uma avaliação e para publicidade: só se consentir (art. 6(1)(a)).',
    india:
      'Para lhe responder, planear visitas, fazer o trabalho que pediu, enviar faturas e lembrar visitas e pagamentos: deu-nos os seus dados para isso por sua própria vontade. Para conservar faturas: porque a lei o exige. Para pedir uma avaliação e para publicidade: só se consentir.',
    other:
      'Para lhe responder, planear visitas, fazer o trabalho, enviar faturas e lembrar visitas e pagamentos. Para conservar faturas, porque a lei o exige. Para pedir uma avaliação e para publicidade, só se consentir.',
  },
  answersByItself:
    'Algumas respostas vêm de um assistente automático, que o indica. Uma pessoa pode sempre assumir: diga que o deseja.',
  receives: 'Quem os recebe',
  carries: (over) =>
    `A Meta Platforms transmite as mensagens por ${over}, segundo as suas próprias condições e também fora do seu país.`,
  reads: (hosts) =>
    `Para preparar respostas, um serviço em ${hosts} lê partes das mensagens. Nomes e números são substituídos antes.`,
  otherwise:
    'De resto, os seus dados ficam nos dispositivos da nossa empresa e circulam cifrados entre eles. Não vendemos nada.',
  howLong: 'Por quanto tempo',
  keptFor: 'Enquanto trabalharmos para si e for necessário; as faturas, pelo tempo que a lei exige.',
  records: 'Os registos de quem usou os seus dados são conservados durante pelo menos um ano.',
  rights: 'Os seus direitos',
  rightsBy: {
    gdpr: 'Pode pedir uma cópia dos seus dados, que sejam corrigidos, apagados ou apenas conservados, levá-los para outro lado e opor-se ao seu uso. O que consentiu pode retirar a qualquer momento: escreva «stop» ou diga-nos. Respondemos no prazo de um mês.',
    uk: 'Pode pedir uma cópia dos seus dados, que sejam corrigidos, apagados ou apenas conservados, levá-los para outro lado e opor-se ao seu uso. O que consentiu pode retirar a qualquer momento: escreva «stop» ou diga-nos. Respondemos no prazo de um mês. Confirmamos a receção de uma reclamação em 30 dias.',
    india:
      'Pode pedir um resumo dos seus dados e de quem os recebeu, que sejam corrigidos, completados ou apagados, nomear alguém que aja por si e retirar o consentimento tão facilmente como o deu: escreva «stop» ou diga-nos. Uma reclamação é respondida em 90 dias.',
    other:
      'Pode pedir uma cópia dos seus dados, que sejam corrigidos ou apagados, e opor-se ao seu uso. O que consentiu pode retirar a qualquer momento: escreva «stop» ou diga-nos.',
  },
  complaints: 'Reclamações',
  toAnybody:
    'Diga-nos primeiro; pode também dirigir-se à autoridade de proteção de dados do lugar onde vive.',
  firstToUs: (authority) =>
    `Diga-nos primeiro. Se assim não se resolver, pode reclamar junto de: ${authority}.`,
  atAnyTime: (authority) => `Pode reclamar junto de nós e, a qualquer momento, junto de: ${authority}.`,
  byMessage: 'por mensagem',
  over: (channels) => `por ${channels}`,
  asks: (name, by) => ({
    answers: `${name} pode escrever-me ${by} sobre o que pedi.`,
    visitReminders: `${name} pode lembrar-me ${by} das minhas visitas.`,
    paymentReminders: `${name} pode lembrar-me ${by} de pagamentos em aberto.`,
    reviews: `${name} pode perguntar-me ${by} se fiquei satisfeito. Posso retirar isto a qualquer momento.`,
    marketing: `${name} pode enviar-me ${by} ofertas e novidades. Posso retirar isto a qualquer momento.`,
  }),
};
