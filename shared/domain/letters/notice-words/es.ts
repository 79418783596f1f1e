import type { NoticeWords } from './words.ts';

export const es: NoticeWords = {
  who: 'Quiénes somos',
  responsible: (who) => `El responsable de sus datos es ${who}.`,
  reached: (ways) => `Puede contactarnos en ${ways}.`,
  aboutData: (contact) => `Para lo relativo a sus datos escriba a: ${contact}`,
  what: 'Qué guardamos',
  kept: (over) =>
    `Su nombre, dirección, teléfono y correo electrónico; lo que nos escribe${over === undefined ? '' : ` por ${over}`}; lo que nos pide, sus visitas, lo que se hizo, fotos del trabajo, facturas y pagos. Nos lo ha dado usted, o ha surgido de nuestro trabajo.`,
  whatFor: 'Para qué',
  bases: {
    gdpr: 'Para responderle, planificar visitas, hacer el trabajo y enviar facturas: por nuestro contrato o porque pidió un presupuesto (art. 6.1.b RGPD). Para conservar facturas: porque lo exige la ley (art. 6.1.c). Para recordarle visitas y pagos: porque nos interesa a ambos (art. 6.1.f). Para pedirle una valoración y para publicidad: solo si usted consiente (art. 6.1.a).',
    uk: 'Para responderle, planificar visitas, hacer el trabajo y enviar facturas: por nuestro contrato o porque pidió un presupuesto (art. 6.1.b UK GDPR). Para conservar facturas: porque lo exige la ley (art. 6.1.c). Para recordarle visitas y pagos: porque nos interesa a ambos (art. 6.1.f). Para pedirle una valoración y para publicidad: solo si usted consiente (art. 6.1.a).',
    india:
      'Para responderle, planificar visitas, hacer el trabajo que ha pedido, enviar facturas y recordarle visitas y pagos: nos ha dado sus datos para ello por voluntad propia. Para conservar facturas: porque lo exige la ley. Para pedirle una valoración y para publicidad: solo si usted consiente.',
    other:
      'Para responderle, planificar visitas, hacer el trabajo, enviar facturas y recordarle visitas y pagos. Para conservar facturas, porque lo exige la ley. Para pedirle una valoración y para publicidad, solo si usted consiente.',
  },
  answersByItself:
    'Algunas respuestas vienen de un asistente automático, que así lo indica. Siempre puede atenderle una persona: diga que lo desea.',
  receives: 'Quién lo recibe',
  carries: (over) =>
    `Meta Platforms transmite los mensajes por ${over}, según sus propias condiciones y también fuera de su país.`,
  reads: (hosts) =>
    `Para preparar respuestas, un servicio en ${hosts} lee partes de los mensajes. Antes se sustituyen nombres y números.`,
  otherwise:
    'Por lo demás, sus datos permanecen en los dispositivos de nuestra empresa y viajan cifrados entre ellos. No vendemos nada.',
  howLong: 'Cuánto tiempo',
  keptFor: 'Mientras trabajemos para usted y sea necesario; las facturas, lo que exija la ley.',
  records: 'Los registros de quién usó sus datos se conservan al menos un año.',
  rights: 'Sus derechos',
  rightsBy: {
    gdpr: 'Puede pedir una copia de sus datos, que se rectifiquen, supriman o solo se conserven, llevarlos a otro lugar y oponerse a su uso. Lo que ha consentido puede retirarlo en cualquier momento: escriba «stop» o díganoslo. Respondemos en el plazo de un mes.',
    uk: 'Puede pedir una copia de sus datos, que se rectifiquen, supriman o solo se conserven, llevarlos a otro lugar y oponerse a su uso. Lo que ha consentido puede retirarlo en cualquier momento: escriba «stop» o díganoslo. Respondemos en el plazo de un mes. Confirmamos la recepción de una reclamación en 30 días.',
    india:
      'Puede pedir un resumen de sus datos y de quién los ha recibido, que se rectifiquen, completen o supriman, nombrar a alguien que actúe por usted y retirar su consentimiento tan fácilmente como lo dio: escriba «stop» o díganoslo. Una reclamación se responde en 90 días.',
    other:
      'Puede pedir una copia de sus datos, que se rectifiquen o supriman, y oponerse a su uso. Lo que ha consentido puede retirarlo en cualquier momento: escriba «stop» o díganoslo.',
  },
  complaints: 'Reclamaciones',
  toAnybody:
    'Díganoslo primero a nosotros; también puede acudir a la autoridad de protección de datos de donde vive.',
  firstToUs: (authority) =>
    `Díganoslo primero a nosotros. Si no queda resuelto, puede reclamar ante: ${authority}.`,
  atAnyTime: (authority) => `Puede reclamar ante nosotros y, en cualquier momento, ante: ${authority}.`,
  byMessage: 'por mensaje',
  over: (channels) => `por ${channels}`,
  asks: (name, by) => ({
    answers: `${name} puede escribirme ${by} sobre lo que he pedido.`,
    visitReminders: `${name} puede recordarme ${by} mis visitas.`,
    paymentReminders: `${name} puede recordarme ${by} los pagos pendientes.`,
    reviews: `${name} puede preguntarme ${by} si quedé contento. Puedo retirarlo en cualquier momento.`,
    marketing: `${name} puede enviarme ${by} ofertas y novedades. Puedo retirarlo en cualquier momento.`,
  }),
};
