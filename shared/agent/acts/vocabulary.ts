import type { ActKind } from '#shared/domain/act.ts';
import type { AnswerLanguage } from './languages.ts';
import { wordsOf } from '../basic/words.ts';

/**
 * The words that a message may hold beside names of records and days. A message with any other word is not answered,
 * so that a list that lacks a word costs a question and never a wrong answer. Fewer than 120 words a language: what
 * people say beyond that is a model's to read and a person's to answer.
 */
interface Vocabulary {
  /** They may stand in any message, and change nothing. */
  courtesy: string;
  /** Question words and what goes with them: they ask for nothing by themselves. */
  asking: string;
  thanks: string;
  /** They count where thanks are said and nothing else. */
  withThanks: string;
  /** The words of one act; at least one of them has to be said. */
  acts: Partial<Record<ActKind, string>>;
  /** Beginnings of words after which nothing is answered or offered: the matter is a person's. */
  person: string;
  /** The same where a visit is to be cancelled or moved. */
  change: string;
  /** Beside the words of a visit these leave it to a person. */
  not: string;
}

const en: Vocabulary = {
  courtesy: 'hello hi hey good morning afternoon evening please dear regards and',
  asking: `a an the is are do does you your i we us me can could would like what how of for to have s d need want it there know send`,
  thanks: 'thanks thank',
  withThanks: 'so much very',
  acts: {
    price: 'much cost costs price prices charge',
    services: 'services prices list offer',
    slots: 'when book appointment available come get make',
    hours: 'when open opening hours close closing times',
    area: 'where located address find',
    howToPay: 'pay payment',
    balance: 'owe balance much',
    documentCopy: 'copy invoice my',
    visit: 'when my next appointment booking visit',
  },
  person: 'complain refund discount cheap guarantee warrant lawyer damag terribl money',
  change: 'cancel reschedul postpon move',
  not: 'not no never t cannot dont cant wont',
};

const es: Vocabulary = {
  courtesy: 'hola buenos buenas dias tardes noches por favor saludos y',
  asking: `un una el la los las de del es son que como cuanto me le nos usted ustedes puede pueden podria quiero quisiera saber para necesito hay cual su tienen enviar mandar`,
  thanks: 'gracias',
  withThanks: 'muchas mil',
  acts: {
    price: 'cuanto cuesta cuestan vale precio precios cobran',
    services: 'servicios precios lista ofrecen',
    slots: 'cuando cita reservar pedir disponible libre hora venir venir disponibles',
    hours: 'cuando abren abierto abiertos cierran horario hora',
    area: 'donde estan direccion encuentran',
    howToPay: 'pagar pago puedo',
    balance: 'cuanto debo saldo',
    documentCopy: 'copia factura mi',
    visit: 'cuando mi cita visita proxima',
  },
  person: 'queja reclam devol descuent garantia abogad dano dinero',
  change: 'cancel anul aplaz cambiar',
  not: 'no nunca tampoco',
};

const pt: Vocabulary = {
  courtesy: 'ola oi bom boa dia tarde noite por favor cumprimentos e',
  asking: `um uma o a os as de do da sao que como me nos voce voces pode podem poderia quero queria gostaria saber para preciso ha qual tem vosso enviar mandar`,
  thanks: 'obrigado obrigada',
  withThanks: 'muito',
  acts: {
    price: 'quanto custa custam preco precos cobram',
    services: 'servicos precos lista oferecem',
    slots: 'quando marcar marcacao agendar disponivel livre hora vir disponiveis',
    hours: 'quando abrem aberto abertos fecham horario horas',
    area: 'onde ficam fica morada endereco',
    howToPay: 'pagar pagamento posso',
    balance: 'quanto devo saldo',
    documentCopy: 'copia fatura minha',
    visit: 'quando minha visita marcacao proxima',
  },
  person: 'queix reclam reembols devol descont garantia advogad dano dinheiro',
  change: 'cancel anul desmarc remarc adiar',
  not: 'nao nunca',
};

const de: Vocabulary = {
  courtesy: 'hallo guten tag morgen abend bitte gruss grusse und',
  asking: `ein eine einen der die das den ist sind wie was ich wir sie ihr ihre mir uns kann konnen konnten mochte gerne fur von haben brauche es gibt zu einem einer um schicken senden`,
  thanks: 'danke dank',
  withThanks: 'vielen sehr',
  acts: {
    price: 'viel wieviel kostet kosten preis preise',
    services: 'leistungen preise preisliste bieten an',
    slots: 'wann termin buchen vereinbaren frei freie kommen verfugbar',
    hours: 'wann geoffnet offen offnungszeiten offnen schliessen',
    area: 'wo adresse finde',
    howToPay: 'zahlen bezahlen zahlung',
    balance: 'viel schulde offen betrag',
    documentCopy: 'kopie rechnung mein meine meinen meiner',
    visit: 'wann mein meine meinen meiner termin nachster',
  },
  person: 'beschwer erstatt rabatt garantie gewahrleist anwalt schaden geld',
  change: 'absag storn verschieb verleg umbuch',
  not: 'nicht kein keine keinen nie',
};

const fr: Vocabulary = {
  courtesy: 'bonjour bonsoir salut s il vous te plait cordialement et',
  asking: `un une le la les l de du des est sont que quel quelle quels quelles comment je nous pouvez puis voudrais souhaite savoir pour avez ce qu j c ce au on en votre vos aimerais besoin ai avoir faites envoyer renvoyer`,
  thanks: 'merci',
  withThanks: 'beaucoup bien',
  acts: {
    price: 'combien coute coutent prix tarif tarifs couterait',
    services: 'services prestations prix tarifs liste proposez',
    slots: 'quand rendez rdv prendre reserver disponible libre venir disponibles creneau',
    hours: 'quand ouvert ouverts ouvrez fermez horaires heures ouverture etes a jusqu',
    area: 'ou adresse trouve situes etes',
    howToPay: 'payer paiement peut on',
    balance: 'combien dois solde',
    documentCopy: 'copie facture ma mon',
    visit: 'quand mon ma prochain rendez rdv visite',
  },
  person: 'plain reclam rembours remise reduc garanti avocat degat argent',
  change: 'annul repouss report deplac decal',
  not: 'ne n pas jamais',
};

const it: Vocabulary = {
  courtesy: 'buongiorno buonasera ciao salve per favore cordiali saluti e',
  asking: `un una uno il lo la i gli le l di del della sono che cosa come mi ci potete puo posso vorrei sapere avere ho bisogno c quale un vostro al inviare mandare`,
  thanks: 'grazie',
  withThanks: 'mille tante',
  acts: {
    price: 'quanto costa costano prezzo prezzi tariffa',
    services: 'servizi prezzi listino offrite',
    slots: 'quando appuntamento prenotare fissare disponibile libero venire disponibili',
    hours: 'quando aperti aperto aprite chiudete orari orario siete',
    area: 'dove siete indirizzo trovate',
    howToPay: 'pagare pagamento si',
    balance: 'quanto devo saldo',
    documentCopy: 'copia fattura mia mio',
    visit: 'quando mio mia prossimo appuntamento visita',
  },
  person: 'reclam lament rimbors sconto garanzi avvocat dann sold',
  change: 'annull disd spost rimand rinvi',
  not: 'non mai',
};

/** What is in a list of words, and the acts that have one. */
export interface KnownWords {
  courtesy: ReadonlySet<string>;
  /** Courtesy and question words. */
  common: ReadonlySet<string>;
  thanks: ReadonlySet<string>;
  withThanks: ReadonlySet<string>;
  acts: ReadonlyMap<ActKind, ReadonlySet<string>>;
  person: readonly string[];
  change: readonly string[];
  not: ReadonlySet<string>;
}

export const vocabularies: Record<AnswerLanguage, KnownWords> = {
  en: known(en),
  es: known(es),
  pt: known(pt),
  de: known(de),
  fr: known(fr),
  it: known(it),
};

function known({ courtesy, asking, thanks, withThanks, acts, person, change, not }: Vocabulary): KnownWords {
  const lists = Object.entries(acts) as [ActKind, string][];
  return {
    courtesy: new Set(wordsOf(courtesy)),
    common: new Set(wordsOf(`${courtesy} ${asking}`)),
    thanks: new Set(wordsOf(thanks)),
    withThanks: new Set(wordsOf(withThanks)),
    acts: new Map(lists.map(([act, words]) => [act, new Set(wordsOf(words))])),
    person: wordsOf(person),
    change: wordsOf(change),
    not: new Set(wordsOf(not)),
  };
}
