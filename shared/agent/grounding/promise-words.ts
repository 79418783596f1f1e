interface PromiseWords {
  /** Over normalised text: small letters, no accents, no punctuation. */
  pattern: RegExp;
  /** A visit of this customer that is on the calendar makes it true. */
  provenByVisit?: boolean;
}

/** What binds a business once it is said, kind by kind, in English, Spanish, Portuguese and German. */
export const promiseWords: readonly PromiseWords[] = [
  {
    // Money back, and damage paid for.
    pattern: anyOf(
      String.raw`refund\w*|reimburs\w*|money back|compensat\w*|(?:pay|cover) (?:you )?(?:for )?(?:the |any |all |your )?(?:damages?|costs|repairs)`,
      String.raw`reembols\w*|(?:devolve|devuelv|reintegr)\w* (?:\w+ ){0,3}(?:dinero|importe|pago)|indemniz\w*|hacemos cargo|(?:pagamos|asumimos) (?:el|los|la|las) (?:dan\w+|costes?|gastos)`,
      String.raw`devolv\w* (?:\w+ ){0,3}(?:dinheiro|valor|montante)|dinheiro de volta|inden\w+|(?:pagamos|assumimos) (?:os|as|o|a) (?:danos|estragos|prejuizos|custos|despesas)`,
      String.raw`(?:zu)?ruckerstatt\w*|erstatt\w*|geld (?:\w+ )?zuruck|entschadig\w*|(?:schaden|kosten) (?:\w+ )?(?:ubernehmen|ersetzen|tragen|(?:be)?zahlen)|(?:ubernehmen|ersetzen|tragen|(?:be)?zahlen) (?:wir )?(?:\w+ )?(?:den|die|alle) (?:\w+ )?(?:schaden|kosten)`,
    ),
  },
  {
    // For nothing.
    pattern: anyOf(
      String.raw`for free|free of charge|(?:no|without) (?:extra |additional |any )?charge|(?:at )?no (?:extra |additional )?cost|complimentary|on the house|(?:not|t|never) (?:be )?charged?|waive\w*|throw in`,
      String.raw`gratis|gratuit\w*|sin (?:ningun )?(?:coste|costo|cargo)|no (?:\w+ )?cobra(?:mos|remos|re|ra|n|ran)|(?:corre|va) (?:de|por) (?:nuestra|mi) cuenta|cortesia de la casa`,
      String.raw`sem (?:qualquer )?custos?(?: adiciona(?:l|is))?|de graca|nao (?:\w+ )?cobra(?:mos|remos|m)?|por (?:nossa|minha) conta`,
      String.raw`kostenlos\w*|kostenfrei\w*|umsonst|ohne (?:aufpreis|berechnung|mehrkosten)|(?:berechnen|verlangen) (?:wir|ich)(?: \w+){0,2} nichts?|geht auf (?:uns|mich|unsere|s haus|haus)`,
    ),
  },
  {
    // Less than the price list.
    pattern: anyOf(
      String.raw`discount\w*|(?:knock|take) (?:\w+ ){1,4}off|(?:percent|per cent) off|half price|(?:special|reduced) price`,
      String.raw`descuento\w*|rebaja\w*|(?:mitad de|medio) precio|precio (?:especial|reducido)`,
      String.raw`descontos?|abatimento|metade do preco|preco (?:especial|reduzido)`,
      String.raw`rabatt\w*|(?:preis)?nachlass|(?:halbe[nrm]?|reduzierte[nrm]?) preis|sonderpreis`,
    ),
  },
  {
    // Guarantees.
    pattern: anyOf(String.raw`guarantee\w*|warrant(?:y|ies)|garant\w+|gewahrleistung`),
  },
  {
    // One's word.
    pattern: anyOf(
      String.raw`(?:we|i) promise|(?:my|our) word|assure you|rest assured|(?:we|i) swear|without fail|definitely`,
      String.raw`promet(?:o|emos)|(?:le|te|os|les) asegur(?:o|amos)|(?:le|te) juro|(?:mi|nuestra) palabra|sin falta|con toda seguridad`,
      String.raw`assegur(?:o|amos)|(?:minha|nossa) palavra|sem falta|com toda a certeza`,
      String.raw`versprech\w*|versichern? (?:wir )?(?:ihnen|dir|euch)|(?:mein|unser) wort|hundertprozentig`,
    ),
  },
  {
    // How it will turn out.
    pattern: anyOf(
      String.raw`(?:will|ll) be (?:\w+ )?(?:fixed|finished|done|ready|repaired|sorted|solved)|(?:won t|will not|will never|never) (?:happen|come back|leak|break) ?(?:again)?`,
      String.raw`(?:quedara|estara) (?:\w+ )?(?:list|arregla|termina|repara|soluciona|resuelt)\w*|no volvera`,
      String.raw`(?:fica|ficara|ficar|estara) (?:\w+ )?(?:pront|arranja|repara|resolvid|conclui|terminad)\w*|nao (?:volta|voltara)`,
      String.raw`(?:wird|ist) (?:\w+ ){0,3}bis (?:\w+ ){1,4}(?:fertig|repariert|behoben|erledigt)|nicht (?:mehr |wieder )(?:vor|passier|auftret)\w*|nie wieder|nicht wiederk\w+`,
    ),
  },
  {
    // An appointment is the owner's to confirm …
    provenByVisit: true,
    pattern: anyOf(
      String.raw`(?:appointment|visit|booking|slot|time) (?:\w+ ){0,2}is (?:\w+ )?(?:booked|confirmed|fixed|reserved|arranged|scheduled)|(?:is|are|you re|it s) (?:all )?booked|(?:ve|have|i|we) (?:just |already )?(?:booked|reserved|scheduled|put|pencilled) you`,
      String.raw`(?:cita|reserva|visita) (?:(?:esta|queda|quedo|ha quedado) )?(?:confirmad|reservad|agendad|fijad)\w*|(?:he|hemos) (?:confirmado|reservado|agendado|apuntado|fijado)`,
      String.raw`(?:visita|agendamento|marcacao|reserva|consulta) (?:(?:esta|ficou|fica|foi) )?(?:confirmad|marcad|agendad|reservad)\w*|fic(?:a|ou) (?:\w+ )?(?:marcad|agendad|confirmad|reservad)\w*|(?:marquei|agendei|confirmei|reservei)`,
      String.raw`(?:termin|buchung|besuch|reservierung) (?:\w+ )?(?:ist|steht|wurde) (?:\w+ )?(?:bestatigt|fest|gebucht|reserviert|vereinbart)|(?:habe|haben) (?:\w+ ){0,5}(?:eingetragen|gebucht|reserviert|bestatigt|eingeplant)`,
    ),
  },
  {
    // … and to call off or move.
    pattern: anyOf(
      String.raw`(?:ve|have|i|we) (?:just |already )?(?:cancell?ed|moved|rescheduled) (?:your|the)|(?:appointment|visit|booking) (?:is|has been|was) (?:cancell?ed|moved|rescheduled)`,
      String.raw`(?:he|hemos) (?:cancelado|anulado|cambiado|aplazado|movido)|(?:cita|visita|reserva) (?:esta |queda |ha sido )?(?:cancelad|anulad|cambiad|aplazad)\w*`,
      String.raw`(?:cancel|desmarqu|adi|remarqu)ei|(?:cancela|desmarca|adia|remarca)mos|(?:visita|marcacao|reserva) (?:esta |ficou |fica |foi )?(?:cancelad|desmarcad|adiad|remarcad)\w*`,
      String.raw`(?:habe|haben) (?:\w+ ){0,5}(?:abgesagt|storniert|verschoben|verlegt)|(?:termin|buchung|besuch) (?:ist|wurde|wird) (?:\w+ )?(?:abgesagt|storniert|verschoben|verlegt)`,
    ),
  },
  {
    // Somebody comes.
    provenByVisit: true,
    pattern: anyOf(
      String.raw`on (?:my|our|his|her|their|the) way|heading (?:over|out|to you|your way)|(?:will|ll) be (?:\w+ )?(?:there|with you|at your (?:door|place|house|home))`,
      String.raw`(?:de|en) camino|(?:estar|llegar)(?:a|an|e|emos) (?:en|a) (?:su|tu|vuestra) (?:casa|puerta|domicilio)|(?:vamos|voy) para alla`,
      String.raw`a caminho|(?:estar|chegar)(?:a|ao|ei|emos) (?:em|na|a) sua (?:casa|porta|morada)`,
      String.raw`(?:schon|bereits) (?:unterwegs|auf dem weg)|(?:ist|sind|bin|kommt|kommen|komme) (?!bei)(?:\w+ ){1,4}(?:bei (?:ihnen|dir|euch)|vor ort)`,
    ),
  },
];

function anyOf(...words: string[]): RegExp {
  return new RegExp(String.raw`\b(?:${words.join('|')})\b`);
}
