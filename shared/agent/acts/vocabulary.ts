import type { ActKind } from '#shared/domain/act.ts';
import { wordsOf } from '../basic/words.ts';
import type { AnswerLanguage } from './languages.ts';

/**
 * The words that a message may hold beside names of records and days. A message with any other word is not answered,
 * so that a list that lacks a word costs a question and never a wrong answer. Fewer than 190 words a language: what
 * people say beyond that is a model's to read and a person's to answer.
 *
 * What is joined by `_` counts only as it stands, word after word: "do I owe" asks what "you owe" does not, and the
 * morning of "good morning" is no time at which something costs as much.
 */
interface Vocabulary {
  /** They may stand in any message, and change nothing. */
  courtesy: string;
  /** Question words and what goes with them: they ask for nothing by themselves. */
  asking: string;
  thanks: string;
  /** They count where thanks are said and nothing else. */
  withThanks: string;
  /** How each act is asked for, one of which has to be said; behind the bar, what may stand beside it. */
  acts: Partial<Record<ActKind, string>>;
  /** Beginnings of words after which nothing is answered or offered: the matter is a person's. */
  person: string;
  /** The same where a visit is to be cancelled or moved. */
  change: string;
  /** Beside the words of a visit these leave it to a person. */
  not: string;
  /** It joins two questions. */
  and: string;
  /** One of them stands in what asks or wishes for something. */
  wishing: string;
  /** Who asks for a reason is not content with an offer. */
  why: string;
}

const en: Vocabulary = {
  courtesy:
    'hello hi hey good_morning good_afternoon good_evening please can_you_tell_me could_you_tell_me regards and',
  asking: `a an the is are do does you your i we us me can could would_like would d_like what how of for to have s d need want it there know send`,
  thanks: 'thanks thank',
  withThanks: 'so much very good',
  acts: {
    price: 'how_much cost costs price prices charge',
    services: 'what_do_you_do your_services what_services you_offer price_list | services list offer',
    slots: `book to_book available make_an_appointment get_an_appointment need_an_appointment want_an_appointment like_an_appointment
      can_you_come could_you_come you_be_available | when appointment come get_a make_a`,
    hours: `are_you_open you_are_open you_open_on when_do_you_open time_do_you_open do_you_close opening_hours opening_times
      your_hours | when what_time hours times open`,
    area: 'where_are_you you_located your_address find_you you_come_to you_work_in you_cover you_go_to | where located address',
    howToPay: 'can_i_pay can_we_pay could_i_pay do_i_pay do_we_pay how_to_pay | pay payment',
    balance: 'do_i_owe do_we_owe i_owe_you we_owe_you my_balance | how_much owe balance',
    documentCopy:
      'copy_of_my_invoice copy_of_the_invoice copy_of_an_invoice send_me_my_invoice send_me_the_invoice need_my_invoice | copy invoice my',
    visit:
      'when_is_my my_next_appointment my_next_visit my_next_booking | when my next appointment booking visit',
  },
  person: 'complain refund discount cheap guarantee warrant lawyer damag terribl money',
  change: 'cancel reschedul postpon move',
  not: 'not no never t cannot dont cant wont',
  and: 'and',
  wishing:
    'how what when where which can could want would_like d_like need please do_you do_u are_you is_there is_it',
  why: 'why',
};

const es: Vocabulary = {
  courtesy:
    'hola buenos_dias buenas_tardes buenas_noches buenas por_favor me_puede_decir me_pueden_decir me_podria_decir me_podrian_decir saludos y',
  asking: `un una el la los las de del es son que como cuanto me le nos usted ustedes puede pueden puedo podria quiero quisiera queria saber para necesito hay cual su sus tienen tiene enviar mandar`,
  thanks: 'gracias',
  withThanks: 'muchas mil vale',
  acts: {
    price: 'cuesta cuestan costaria cuanto_vale cuanto_valen cuanto_es precio precios cobran | cuanto',
    services:
      'que_hacen que_servicios sus_servicios lista_de_precios que_ofrecen | servicios precios lista ofrecen',
    slots: `reservar dar_cita dar_una_cita pedir_cita pedir_una_cita pedir_hora necesito_cita necesito_una_cita quiero_cita quiero_una_cita tienen_cita
      hay_cita tienen_hora disponible disponibles hay_hora
      puede_venir pueden_venir podria_venir podrian_venir | cuando cita hora libre venir pedir`,
    hours: `cuando_abren hora_abren abren_el abren_los abren_hoy cuando_cierran hora_cierran estan_abiertos esta_abierto tienen_abierto horario horarios
      | cuando a hora abren abierto abiertos cierran`,
    area: 'donde_estan donde_se_encuentran su_direccion donde_esta_su trabajan_en trabaja_en vienen_a van_a | donde estan direccion encuentran',
    howToPay: 'puedo_pagar puede_pagar_se se_puede_pagar como_pagar como_pago | pagar pago',
    balance: 'cuanto_debo le_debo les_debo que_debo mi_saldo | cuanto debo saldo',
    documentCopy: `copia_de_la_factura copia_de_mi_factura copia_de_una_factura enviar_la_factura enviar_mi_factura mandar_la_factura
      mandar_mi_factura | copia factura mi`,
    visit:
      'cuando_es_mi cuando_tengo cuando_es_la_cita mi_proxima_cita mi_proxima_visita | es tengo cuando mi cita visita proxima',
  },
  person: 'queja reclam devol descuent garantia abogad dano dinero',
  change: 'cancel anul aplaz cambiar',
  not: 'no nunca tampoco',
  and: 'y',
  wishing:
    'cuanto cuanta que cual como cuando donde puede pueden puedo podria quiero quisiera queria necesito por_favor hay tienen',
  why: 'por_que porque',
};

const pt: Vocabulary = {
  courtesy:
    'ola oi bom_dia boa_tarde boa_noite por_favor pode_me_dizer podem_me_dizer podia_me_dizer pode_dizer_me podem_dizer_me podia_dizer_me cumprimentos e',
  asking: `um uma o a os as de do da sao que como me nos voce voces pode podem posso poderia quero queria gostaria saber para preciso ha qual tem vosso vossa vossos enviar mandar`,
  thanks: 'obrigado obrigada',
  withThanks: 'muito',
  acts: {
    price: 'custa custam custaria quanto_e preco precos cobram | quanto',
    services:
      'que_fazem que_servicos vossos_servicos lista_de_precos que_oferecem | servicos precos lista oferecem',
    slots: `marcar agendar disponivel disponiveis ha_marcacao tem_marcacao ha_vaga tem_vaga
      pode_vir podem_vir poderia_vir poderiam_vir ha_hora tem_hora tem_horas
      | quando marcacao hora livre vir`,
    hours: `quando_abrem hora_abrem horas_abrem abrem_ao abrem_aos abrem_no abrem_na abrem_as quando_fecham horas_fecham estao_abertos horario horarios
      | quando hora horas abrem aberto abertos fecham`,
    area: 'onde_ficam onde_fica onde_e_que_ficam onde_estao vossa_morada vosso_endereco qual_e_a_morada qual_e_o_endereco trabalham_em trabalham_no vem_a vao_a | onde morada endereco',
    howToPay: 'posso_pagar como_pagar como_pago pode_se_pagar podemos_pagar | pagar pagamento',
    balance: 'quanto_devo vos_devo lhe_devo meu_saldo | quanto devo saldo',
    documentCopy: `copia_da_fatura copia_da_minha_fatura copia_de_uma_fatura enviar_a_fatura enviar_a_minha_fatura mandar_a_fatura
      | copia fatura minha`,
    visit: 'quando_e_a_minha minha_proxima | quando minha visita marcacao proxima',
  },
  person: 'queix reclam reembols devol descont garantia advogad dano dinheiro',
  change: 'cancel anul desmarc remarc adiar',
  not: 'nao nunca',
  and: 'e',
  wishing: 'quanto qual que como quando onde pode podem posso quero queria gostaria preciso por_favor ha tem',
  why: 'porque por_que porque_e_que',
};

const de: Vocabulary = {
  courtesy:
    'hallo guten_tag guten_morgen guten_abend bitte konnen_sie_mir_sagen konnten_sie_mir_sagen sagen_sie_mir gruss grusse und',
  asking: `ein eine einen der die das den ist sind wie was welche ich wir sie ihr ihre ihnen mir uns kann konnen konnten mochte gerne fur von haben brauche es gibt zu einem einer um schicken senden`,
  thanks: 'danke dank',
  withThanks: 'vielen sehr',
  acts: {
    price: 'kostet kosten preis preise wie_viel_ist verlangen_sie nehmen_sie_fur | wie_viel wieviel',
    services:
      'welche_leistungen ihre_leistungen preisliste was_machen_sie was_bieten_sie | leistungen preise liste bieten an',
    slots: `termin_vereinbaren termin_buchen termin_machen termin_ausmachen termin_bekommen buchen mochte_einen_termin brauche_einen_termin gerne_einen_termin haben_sie_einen_termin
      einen_termin_haben gibt_es_einen_termin termin_frei freien_termin freie_termine haben_sie_zeit konnen_sie_kommen konnten_sie_kommen verfugbar
      | wann termin vereinbaren frei freie kommen`,
    hours: `haben_sie_geoffnet haben_sie_offen haben_sie_auf sind_sie_geoffnet sind_sie_offen wann_offnen_sie schliessen_sie offnungszeiten
      | wann bis_wann ab_wann geoffnet offen offnen schliessen`,
    area: 'wo_sind_sie wo_finde_ich_sie ihre_adresse wo_ist_ihr wo_befinden_sie_sich arbeiten_sie_in kommen_sie_nach fahren_sie_nach | auch wo adresse finde',
    howToPay:
      'kann_ich_zahlen kann_ich_bezahlen konnen_wir_zahlen konnen_wir_bezahlen zahle_ich bezahle_ich | zahlen bezahlen zahlung',
    balance: 'schulde_ich ich_schulde ich_ihnen_schulde betrag_ist_offen | wie_viel schulde offen betrag',
    documentCopy: `kopie_der_rechnung kopie_meiner_rechnung kopie_einer_rechnung rechnung_schicken rechnung_senden
      | kopie rechnung mein meine meinen meiner`,
    visit:
      'wann_ist_der_termin ist_mein_termin ist_mein_nachster wann_habe_ich mein_nachster_termin habe_ich_einen_termin | wann mein meine meinen meiner termin nachster habe',
  },
  person: 'beschwer erstatt rabatt garantie gewahrleist anwalt schaden geld',
  change: 'absag storn verschieb verleg umbuch',
  not: 'nicht kein keine keinen nie',
  and: 'und',
  wishing:
    'wie wieviel was wann wo welche kann konnen konnten mochte brauche bitte haben_sie gibt_es sind_sie nehmen_sie',
  why: 'warum wieso weshalb',
};

const fr: Vocabulary = {
  courtesy:
    'bonjour bonsoir salut s_il_vous_plait s_il_te_plait svp pouvez_vous_me_dire pourriez_vous_me_dire cordialement et',
  asking: `un une le la les l de d du des est sont que quel quelle quels quelles comment il vous je nous pouvez puis peux voudrais souhaite savoir pour avez ce qu j c au on en votre vos aimerais besoin ai avoir faites envoyer renvoyer`,
  thanks: 'merci',
  withThanks: 'beaucoup bien',
  acts: {
    price: 'coute coutent couterait prix tarif tarifs est_combien | combien',
    services:
      'quels_services vos_services quelles_prestations vos_prestations liste_des_prix que_faites_vous vous_faites_quoi proposez | services prestations prix tarifs liste',
    slots: `prendre_rendez_vous prendre_un_rendez_vous prendre_rdv prendre_un_rdv voudrais_un_rendez_vous voudrais_un_rdv
      avoir_un_rendez_vous avoir_un_rdv reserver disponible disponibles creneau pouvez_vous_venir pourriez_vous_venir vous_pouvez_venir vous_disponible vous_disponibles
      | quand rendez rdv prendre disponible libre venir`,
    hours: `vous_ouvert vous_ouverts etes_ouvert etes_ouverts ouvrez_vous vous_ouvrez fermez_vous vous_fermez horaires
      heures_d_ouverture | quand a_quelle_heure quelle_heure jusqu_a ouvert ouverts ouvrez fermez heure heures ouverture etes`,
    area: 'ou_etes_vous vous_etes_ou votre_adresse ou_vous_trouver ou_vous_trouvez travaillez_vous_a intervenez_vous_a vous_intervenez_a venez_vous_a vous_deplacez_vous_a | ou adresse trouve etes situes',
    howToPay: 'puis_je_payer peut_on_payer on_peut_payer comment_payer je_peux_payer | payer paiement peut',
    balance:
      'combien_je_dois combien_dois_je combien_je_vous_dois combien_vous_dois_je je_vous_dois mon_solde | combien dois solde',
    documentCopy: `copie_de_la_facture copie_de_ma_facture copie_d_une_facture envoyer_la_facture envoyer_ma_facture
      renvoyer_ma_facture | copie facture ma mon`,
    visit: 'quand_est_mon quand_mon mon_prochain ma_prochaine | quand mon ma prochain rendez rdv visite',
  },
  person: 'plain reclam rembours remise reduc garanti avocat degat argent',
  change: 'annul repouss report deplac decal',
  not: 'ne n pas jamais',
  and: 'et',
  wishing:
    'combien quel quelle quels quelles comment quand pouvez puis peux voudrais souhaite aimerais besoin s_il_vous_plait s_il_te_plait svp est_ce avez_vous vous_avez faites_vous',
  why: 'pourquoi',
};

const it: Vocabulary = {
  courtesy:
    'buongiorno buonasera ciao salve per_favore mi_puo_dire mi_potete_dire mi_sa_dire cordiali saluti e',
  asking: `un una uno il lo la i gli le l di del dello della dei degli delle sono che cosa come mi ci vi potete puo posso vorrei sapere avere avete ho bisogno c quale quali un vostro vostri al inviare mandare per`,
  thanks: 'grazie',
  withThanks: 'mille tante',
  acts: {
    price: 'costa costano costerebbe quanto_e prezzo prezzi tariffa | quanto',
    services:
      'che_servizi quali_servizi vostri_servizi listino cosa_fate cosa_offrite | servizi prezzi lista offrite',
    slots: `prenotare fissare disponibile disponibili potete_venire puo_venire potreste_venire potrebbe_venire fissare_un_appuntamento avere_un_appuntamento vorrei_un_appuntamento
      | quando appuntamento libero venire`,
    hours: `siete_aperti siete_aperto quando_aprite ora_aprite quando_chiudete ora_chiudete orari orario
      | quando a ora aperti aperto aprite chiudete siete`,
    area: 'dove_siete dove_vi_trovate vostro_indirizzo lavorate_a venite_a lavorate_in | dove siete indirizzo trovate',
    howToPay: 'posso_pagare si_puo_pagare come_pagare come_pago | pagare pagamento',
    balance: 'quanto_devo vi_devo le_devo mio_saldo | quanto devo saldo',
    documentCopy: `copia_della_fattura copia_della_mia_fattura copia_di_una_fattura inviare_la_fattura mandare_la_fattura
      | copia fattura mia mio`,
    visit: 'quando_e_il_mio mio_prossimo mia_prossima | quando mio mia prossimo appuntamento visita',
  },
  person: 'reclam lament rimbors sconto garanzi avvocat dann sold',
  change: 'annull disd spost rimand rinvi',
  not: 'non mai',
  and: 'e',
  wishing:
    'quanto quale quali che come cosa quando dove potete posso puo vorrei bisogno per_favore avete c_e',
  why: 'perche',
};

/** One word, or several that count only beside each other and in this order. */
export type Phrase = readonly string[];

/** How an act is asked for. */
export interface Asked {
  says: readonly Phrase[];
  /** What may stand in such a question, the phrases that ask it among it. */
  holds: readonly Phrase[];
}

export interface KnownWords {
  courtesy: readonly Phrase[];
  /** Courtesy and question words. */
  common: readonly Phrase[];
  thanks: readonly Phrase[];
  withThanks: readonly Phrase[];
  acts: ReadonlyMap<ActKind, Asked>;
  person: readonly string[];
  change: readonly string[];
  not: ReadonlySet<string>;
  and: ReadonlySet<string>;
  wishing: readonly Phrase[];
  why: readonly Phrase[];
  /** The words of an act each by itself, without those that ask for nothing: what a message may be about. */
  topics: ReadonlyMap<ActKind, ReadonlySet<string>>;
}

export const vocabularies: Record<AnswerLanguage, KnownWords> = {
  en: known(en),
  es: known(es),
  pt: known(pt),
  de: known(de),
  fr: known(fr),
  it: known(it),
};

function known(vocabulary: Vocabulary): KnownWords {
  const { courtesy, asking, acts } = vocabulary;
  const lists = Object.entries(acts) as [ActKind, string][];
  const asked = new Map(lists.map(([act, list]) => [act, askedBy(list)] as const));
  const common = phrasesOf(`${courtesy} ${asking}`);
  const isTopic = (word: string) => !common.some((phrase) => phrase.length === 1 && phrase[0] === word);
  // Of a longer phrase its words say nothing by themselves.
  const topicsOf = ({ holds }: Asked) =>
    new Set(holds.flatMap((phrase) => (phrase.length === 1 ? phrase : [])).filter(isTopic));
  return {
    courtesy: phrasesOf(courtesy),
    common,
    thanks: phrasesOf(vocabulary.thanks),
    withThanks: phrasesOf(vocabulary.withThanks),
    acts: asked,
    person: wordsOf(vocabulary.person),
    change: wordsOf(vocabulary.change),
    not: new Set(wordsOf(vocabulary.not)),
    and: new Set(wordsOf(vocabulary.and)),
    wishing: phrasesOf(vocabulary.wishing),
    why: phrasesOf(vocabulary.why),
    topics: new Map([...asked].map(([act, each]) => [act, topicsOf(each)])),
  };
}

function askedBy(list: string): Asked {
  const [says = '', beside = ''] = list.split('|').map((part) => part.trim());
  return { says: phrasesOf(says), holds: phrasesOf(`${says} ${beside}`) };
}

function phrasesOf(list: string): Phrase[] {
  return list
    .split(/\s+/)
    .filter(Boolean)
    .map((phrase) => phrase.split('_'));
}
