import type { Language } from '#shared/agent/basic/language.ts';

/** What the built-in assistant says around its findings. `{…}` are filled in. */
const sentences = {
  proposal: {
    en: 'This is what I would do. Nothing changes until you approve it.',
    es: 'Esto es lo que haría. Nada cambia hasta que lo apruebes.',
    pt: 'Isto é o que eu faria. Nada muda até você aprovar.',
    de: 'Das würde ich tun. Nichts ändert sich, bevor du zustimmst.',
  },
  owed: {
    en: 'You are owed {total} on {count} invoices.',
    es: 'Te deben {total} en {count} facturas.',
    pt: 'Devem-lhe {total} em {count} faturas.',
    de: 'Offen sind {total} auf {count} Rechnungen.',
  },
  owedOne: {
    en: 'You are owed {total} on one invoice.',
    es: 'Te deben {total} en una factura.',
    pt: 'Devem-lhe {total} em uma fatura.',
    de: 'Offen sind {total} auf einer Rechnung.',
  },
  dueOn: { en: 'due {day}', es: 'vence el {day}', pt: 'vence em {day}', de: 'fällig am {day}' },
  owedNothing: {
    en: 'Nobody owes you money.',
    es: 'Nadie te debe dinero.',
    pt: 'Ninguém lhe deve dinheiro.',
    de: 'Niemand schuldet dir Geld.',
  },
  agenda: { en: 'On {day}:', es: 'El {day}:', pt: 'Em {day}:', de: 'Am {day}:' },
  agendaEmpty: {
    en: 'Nothing is on the calendar on {day}.',
    es: 'No hay nada en el calendario el {day}.',
    pt: 'Não há nada na agenda em {day}.',
    de: 'Am {day} steht nichts im Kalender.',
  },
  free: { en: 'Free on {day}:', es: 'Libre el {day}:', pt: 'Livre em {day}:', de: 'Frei am {day}:' },
  freeNone: {
    en: 'No working time is free on {day}.',
    es: 'No queda tiempo libre el {day}.',
    pt: 'Não há tempo livre em {day}.',
    de: 'Am {day} ist keine Arbeitszeit frei.',
  },
  found: {
    en: 'This is what I found.',
    es: 'Esto es lo que encontré.',
    pt: 'Isto é o que encontrei.',
    de: 'Das habe ich gefunden.',
  },
  foundNothing: {
    en: 'I found nothing for “{words}”.',
    es: 'No encontré nada para “{words}”.',
    pt: 'Não encontrei nada para “{words}”.',
    de: 'Zu „{words}“ habe ich nichts gefunden.',
  },
  unanswered: {
    en: 'These customers wait for an answer.',
    es: 'Estos clientes esperan una respuesta.',
    pt: 'Estes clientes esperam uma resposta.',
    de: 'Diese Kunden warten auf eine Antwort.',
  },
  unansweredNone: {
    en: 'Every conversation is answered.',
    es: 'Todas las conversaciones están respondidas.',
    pt: 'Todas as conversas estão respondidas.',
    de: 'Alle Unterhaltungen sind beantwortet.',
  },
  whichContact: {
    en: 'Which one do you mean?',
    es: '¿A quién te refieres?',
    pt: 'Qual deles?',
    de: 'Wen meinst du?',
  },
  whoContact: {
    en: 'Which customer is it for? I found none of that name.',
    es: '¿Para qué cliente es? No encontré ese nombre.',
    pt: 'Para qual cliente é? Não encontrei esse nome.',
    de: 'Für welchen Kunden? Ich habe niemanden mit diesem Namen gefunden.',
  },
  askTime: {
    en: 'When? Say it again with a day and a time, such as “Tuesday at 10”.',
    es: '¿Cuándo? Repítelo con día y hora, por ejemplo “el martes a las 10”.',
    pt: 'Quando? Repita com dia e hora, por exemplo “terça às 10”.',
    de: 'Wann? Sag es noch einmal mit Tag und Uhrzeit, etwa „Dienstag um 10“.',
  },
  askWhat: {
    en: 'What shall I remind you of? Say it again with what is to be done.',
    es: '¿Qué quieres que te recuerde? Repítelo con lo que hay que hacer.',
    pt: 'De que queres ser lembrado? Repete com o que há a fazer.',
    de: 'Woran soll ich dich erinnern? Sag es noch einmal mit dem, was zu tun ist.',
  },
  noJobToInvoice: {
    en: 'No completed job waits for its invoice.',
    es: 'Ningún trabajo terminado espera su factura.',
    pt: 'Nenhum trabalho concluído espera a sua fatura.',
    de: 'Kein erledigter Auftrag wartet auf seine Rechnung.',
  },
  noOpenJob: {
    en: 'This customer has no open job.',
    es: 'Este cliente no tiene ningún trabajo abierto.',
    pt: 'Este cliente não tem nenhum trabalho aberto.',
    de: 'Dieser Kunde hat keinen offenen Auftrag.',
  },
  noVisit: {
    en: 'This customer has no visit ahead.',
    es: 'Este cliente no tiene ninguna visita pendiente.',
    pt: 'Este cliente não tem nenhuma visita marcada.',
    de: 'Bei diesem Kunden steht kein Termin an.',
  },
  noConversation: {
    en: 'There is no conversation with this customer.',
    es: 'No hay ninguna conversación con este cliente.',
    pt: 'Não há nenhuma conversa com este cliente.',
    de: 'Mit diesem Kunden gibt es keine Unterhaltung.',
  },
  noPrices: {
    en: 'The price list has no line for that.',
    es: 'La lista de precios no tiene eso.',
    pt: 'A lista de preços não tem isso.',
    de: 'Die Preisliste enthält das nicht.',
  },
  overlaps: {
    en: 'Overlaps with another visit at {time}.',
    es: 'Coincide con otra visita a las {time}.',
    pt: 'Coincide com outra visita às {time}.',
    de: 'Überschneidet sich mit einem Termin um {time}.',
  },
  notUnderstood: {
    en: 'I did not understand that. Try one of the examples, or set up a model in Settings → Assistant.',
    es: 'No lo he entendido. Prueba uno de los ejemplos o configura un modelo en Ajustes → Asistente.',
    pt: 'Não entendi. Experimente um dos exemplos ou configure um modelo em Definições → Assistente.',
    de: 'Das habe ich nicht verstanden. Nimm eines der Beispiele oder richte in Einstellungen → Assistent ein Modell ein.',
  },
  noAnswer: {
    en: 'The records give no answer to that.',
    es: 'Los registros no dan respuesta a eso.',
    pt: 'Os registos não dão resposta a isso.',
    de: 'Die Aufzeichnungen geben darauf keine Antwort.',
  },
  noInvoices: {
    en: 'There is no such invoice.',
    es: 'No hay ninguna factura así.',
    pt: 'Não há nenhuma fatura assim.',
    de: 'So eine Rechnung gibt es nicht.',
  },
  noJobs: {
    en: 'There is no such job.',
    es: 'No hay ningún trabajo así.',
    pt: 'Não há nenhum trabalho assim.',
    de: 'So einen Auftrag gibt es nicht.',
  },
  notLookedAt: {
    en: 'Work and invoices of {year} and earlier were not looked at.',
    es: 'No se han mirado los trabajos y facturas de {year} y anteriores.',
    pt: 'Os trabalhos e faturas de {year} e anteriores não foram vistos.',
    de: 'Arbeiten und Rechnungen aus {year} und davor wurden nicht durchgesehen.',
  },
  visitTitle: { en: 'Visit', es: 'Visita', pt: 'Visita', de: 'Termin' },
} as const satisfies Record<string, Record<Language, string>>;

export type SentenceName = keyof typeof sentences;

export function say(name: SentenceName, language: Language, values: Record<string, string> = {}): string {
  return sentences[name][language].replaceAll(/\{(\w+)\}/g, (_, key: string) => values[key] ?? '');
}
