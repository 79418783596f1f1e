import type { Language } from './language.ts';
import { languages } from './language.ts';
import { normalise } from './words.ts';

/** What a customer may want, the most urgent first. */
export const intents = [
  'human',
  'complaint',
  'price',
  'booking',
  'hours',
  'location',
  'thanks',
  'greeting',
  'other',
] as const;
export type Intent = (typeof intents)[number];

type Rules = Record<Exclude<Intent, 'other'>, RegExp>;

/** Over normalised text: lower case, no accents, no punctuation. */
const rules: Record<Language, Rules> = {
  en: {
    human:
      /\b(human|call me|ring me|(is there|can i (get|have)|get me|i want|where is) (a|an|the|your) (manager|owner|boss|supervisor)|(real|actual) person|(talk|speak|chat) (to|with) (a |an |the |your )?(person|someone|somebody|owner|manager|boss|agent)|(are you|is this) an? (bot|robot|ai|machine))\b/,
    complaint:
      /\b(complain\w*|unhappy|(left|made) (a |such a )?(\w+ )?mess|damaged (my|our|the)|made it worse|is worse|still waiting|(no one|nobody) (answers|replies|responds|answered|replied)|let (me|us) down|(not|nt|t) (at all )?happy|disappoint\w*|terrible|awful|unacceptable|refund|money back|overcharged|rude|ruined|worse than before|bad (job|work|service)|(nobody|no one|noone) (came|showed|turned|has come)|never (came|showed|turned) ?(up)?|(still|again) (leak\w*|drip\w*|broken|not working|blocked)|(leaking|dripping|broken|blocked) again|stood me up)\b/,
    price:
      /\b(how much|how expensive|set me back|ballpark|prices?|price list|costs?|quote|quotation|estimate|rates?|fees?|(do|would|will) you charge|your charges)\b/,
    booking:
      /\b(appointment|book|booking|schedule|reschedule|availability|(are you|anyone|somebody|someone) (available|free)|free slot|(can|could|would|will|please) (you |someone |somebody |anyone )?(please )?(come|pop|send (someone|somebody|anyone|a \w+|out)|fit|visit|have a look|take a look|fix|repair|install|replace|help)|need (a |an |some |my |our |the )?(\w+ ){0,3}(plumber|electrician|fixed|repaired|installed|replaced|repair|fixing|someone|somebody|help)|leaks?|leaking|broken|blocked|clogged|burst|dripping|flood\w*|(not|t|nt|stopped) work\w*|no (hot )?water|visit|(swing|drop|stop|call) by|come (over|round|around|by|out)|(strange|weird|loud|funny) (noise|sound|smell)|keeps? (running|dripping|leaking|tripping|cutting out)|(won t|wont|doesn t|doesnt|does not|will not) (\w+ )?(start|turn|drain|flush|heat|close|open|work)|overflow\w*|any slots?|free (on|this|next|tomorrow|today))\b/,
    hours:
      /\b((opening|business|working|office) (hours|times?)|your hours|(are |r )?(you|u) (guys |lads |still |already )?(open|closed|closing)|(do|will) you (open|close|work)|(when|what time) (do|are|will) you (open|close|shut|start|finish)\w*|how late|open (on|today|tomorrow|now|late|this|at|until|till))\b/,
    location:
      /\b((where|whereabouts) (are|r) (you|u)|where (is|s) (your|the) (shop|office|store|workshop|place|business|showroom)|where can i find you|your (address|location)|what (is|s) the address|located|how do i (get|find)|directions)\b/,
    thanks: /\b(thanks|thank you|thankyou|thx|ty|cheers|appreciate\w*|great job|well done|perfect)\b/,
    greeting: /\b(hello|hi|hey|hiya|good (morning|afternoon|evening|day)|greetings|morning)\b/,
  },
  es: {
    human:
      /\b(humano|persona (real|de verdad)|(hablar|comunicarme|contactar|hable) con (una |un |el |la |algun |alguna )?(persona|humano|alguien|encargad[oa]|duen[oa]|jef[ea]|agente|responsable)|llam(ame|eme|enme|adme|arme)|me (puede|pueden|podria|podrian) llamar|(es|eres) un (bot|robot)|con un robot)\b/,
    complaint:
      /\b(queja\w*|reclam\w*|(no estoy|estoy muy poco|nada) (\w+ )?(content[oa]|satisfech[oa])|descontent[oa]|decepcionad[oa]|terrible|pesim[oa]|inaceptable|reembols\w*|devuelv\w*|devoluci\w*|estafa\w*|nadie (responde|contesta|me responde|me contesta)|llevo (\w+ ){1,4}esperando|muy molest[oa]|dan[oa]ron|peor que|peor que antes|mal (trabajo|servicio)|trabajo (muy )?mal hecho|nadie (vino|ha venido|aparecio|se presento|llego)|no (vino|ha venido|vinieron) nadie|cobra(ron|do|ste|steis) (de mas|demasiado)|sigue (goteando|perdiendo|roto|rota|igual|sin|fallando|atascad[oa])|(otra vez|de nuevo) (gotea|roto|rota|pierde)|(gotea|pierde agua|se rompio) (otra vez|de nuevo))\b/,
    price:
      /\b(cuanto (me )?(cuesta|cuestan|costaria|vale|valen|sale|saldria|seria|es|cobra|cobran|cobrarian|costara)|a como (\w+ )?(sale|salen|esta|estan|es|cobran?)|precios?|presupuesto|tarifas?|costes?|costos?|cotizaci\w*|que cobran?)\b/,
    booking:
      /\b(cita|reserv\w*|agendar|programar|disponib\w*|(puede|pueden|podria|podrian|podeis|puedes) (\w+ )?(venir|pasar|enviar|mandar|arreglar|reparar|instalar|mirar|ayudar\w*)|que venga\w*|vengan?|visita\w*|necesito (que |un |una |a )?(\w+ )?(fontaner[oa]|plomero|electricista|arreglar|reparar|instalar|cambiar|alguien|tecnico|reparacion|ayuda)|gotea\w*|fuga|atascad[oa]s?|atasco|averia\w*|no (funciona|hay agua|sale agua|tengo agua|enciende)|rot[oa]s?|se (ha roto|rompio)|inunda\w*|pierde agua|sin agua)\b/,
    hours:
      /\b(horarios?|a que hora (abren?|cierran?|abris|cerrais)|(estan|esta|estais) (abiert\w*|cerrad\w*)|(abren|cierran|abris|abre|cierra)|hasta que hora|(trabajan|atienden|abiertos) (los|el|en|hoy|manana|este|esta))\b/,
    location:
      /\b(donde (estan|esta|estais|se encuentran|se encuentra|quedan?|se ubican|os encontrais|tienen|es)|(la|su|vuestra|cual es la|que) (direccion|ubicacion)|ubicad[oa]s?|como (llego|llegar))\b/,
    thanks: /\b(gracias|muy amables?|perfecto|genial|agradec\w*|excelente)\b/,
    greeting: /\b(hola|buenos dias|buenas( tardes| noches)?|buen dia|saludos|que tal)\b/,
  },
  pt: {
    human:
      /\b(humano|pessoa (real|de verdade)|(falar|conversar) com (uma? |o |a |algum |alguma )?(pessoa|humano|alguem|atendente|responsavel|don[oa]|gerente)|me (liga|ligue|ligar|ligam|liguem)|(ligue|liguem|ligar) (me|pra mim|para mim)|(e|es) um (robo|bot)|com um robo)\b/,
    complaint:
      /\b(reclam\w*|queixa\w*|insatisfeit[oa]|nao (estou|fiquei) (\w+ )?(satisfeit[oa]|feliz|contente)|decepcionad[oa]|desapontad[oa]|pessim[oa]|horrivel|inaceitavel|reembols\w*|dinheiro de volta|golpe|pior (do )?que antes|(servico|trabalho) (muito )?(ruim|mal feito|pessimo)|ninguem (veio|apareceu|chegou|responde|respondeu|atende)|nao (aparecem|apareceram|vieram|vem)|estragaram|danificaram|estou esperando (ha|faz)|nao (veio|apareceu) ninguem|cobra(ram|do|ste) (a mais|demais)|(continua|ainda esta) (pingando|vazando|quebrad[oa]|com|sem|entupid[oa]|a pingar)|(pingando|vazando|quebrou|quebrad[oa]|entupiu) (de novo|outra vez|novamente))\b/,
    price:
      /\b(quanto (\w+ )?(custa|custam|custaria|fica|ficaria|sai|sairia|cobra|cobram|seria|e|esta)|precos?|orcamento|valor|valores|tabela de precos)\b/,
    booking:
      /\b(agend\w*|marcar|marcacao|reserv\w*|disponib\w*|disponive\w*|(pode|podem|poderia|poderiam|consegue|conseguem) (\w+ )?(vir|passar|mandar|enviar|consertar|arrumar|instalar|reparar|olhar|ajudar)|visita\w*|preciso (de |que )?(um |uma |do |da )?(\w+ )?(encanador|canalizador|eletricista|conserto|consertar|arrumar|trocar|instalar|reparar|alguem|tecnico|ajuda)|vazando|vazamento|entupid[oa]s?|entupiu|quebrad[oa]s?|quebrou|avariad[oa]|nao (funciona|esta funcionando|tem agua|liga)|pingando|sem agua|parou de|tem (vaga|horario|data)|estourou|a pingar|inund\w*)\b/,
    hours:
      /\b(horarios? (de|voces|da)|qual (e |seria )?(o |os )?(seu |vosso )?horarios?|que horas (\w+ )?(abrem?|fecham?)|(esta|estao) (abert\w*|fechad\w*)|(abrem|fecham|abre|fecha)|ate que horas|(trabalham|atendem|funcionam) (aos?|no|na|de|em|hoje|amanha))\b/,
    location:
      /\b(onde (\w+ )?(ficam?|estao|esta|se encontram)|onde (e|fica) (a|o)|(o|seu|qual|vosso|de voces) endereco|qual (e )?(o |a )?(seu |vossa )?(endereco|morada)|a vossa morada|endereco de voces|localiza\w*|como (chego|chegar))\b/,
    thanks: /\b(obrigad[oa]|valeu|agradec\w*|perfeito|otimo|excelente)\b/,
    greeting: /\b(ola|oi|bom dia|boa tarde|boa noite|tudo bem)\b/,
  },
  de: {
    human:
      /\b((echte[nrm]?|richtige[nrm]?) (mensch\w*|person)|mit (einem |einer |dem |der |ihrem )?(menschen|person|mitarbeiter\w*|chef\w*|inhaber\w*|jemande?m?)( \w+){0,3} (sprechen|reden|telefonieren)|mit (jemande?m?|einem menschen|einer person)|mensch|ruf\w* (sie |ihr )?mich|ruckruf|zuruckrufen|(sind sie|bist du|ist das) ein (bot|roboter))\b/,
    complaint:
      /\b(beschwer\w*|reklam\w*|unzufrieden|nicht (\w+ )?zufrieden|enttausch\w*|unverschamt\w*|inakzeptabel|schlechte[rsn]? (arbeit|service|leistung)|geld zuruck|ruckerstattung|pfusch|katastroph\w*|(niemand|keiner) (\w+ )?(kam|gekommen|erschienen|da)|zu ?viel (berechnet|bezahlt|verlangt)|beschadigt|warte (immer noch|seit)|niemand (antwortet|meldet)|(immer noch|schon wieder|wieder) (undicht|kaputt|nicht|defekt|verstopft)|(tropft|leckt|ist|funktioniert|lauft) (\w+ )?(immer noch|schon wieder|wieder)|schlimmer als (vorher|zuvor))\b/,
    price:
      /\b(was (wurde |wird |das |es |der |die |eine |ein )*(kostet|kosten)|kostet|kosten|wie ?viel|preise?|preisliste|kostenvoranschlag|angebot|tarife?|stundensatz|teuer|was (nehmen|verlangen|berechnen) sie)\b/,
    booking:
      /\b(termine?|terminvereinbarung|buchen|reservier\w*|vereinbaren|verfugbar|(konnen|konnten|kann|konnte|konnt) (sie|jemand|ihr|mir|uns|bitte|jmd)( \w+){0,6} (kommen|vorbeikommen|vorbeischauen|reparieren|schicken|helfen|anschauen|ansehen|einbauen|installieren|austauschen)|vorbeikommen|vorbeischauen|(brauche|brauchen|benotige|suche) (dringend |bitte |wir )?(einen|eine|jemanden|hilfe|ihre hilfe)|tropft|undicht\w*|verstopft\w*|kaputt\w*|defekt\w*|(funktioniert|geht|lauft) (\w+ )?nicht|rohrbruch|(lauft|kommt|tritt) (\w+ )?wasser|wasser (lauft|kommt|tritt)|kein (warmes |heisses )?wasser|(springt|geht|lasst sich) (\w+ )?nicht|zeit fur|gerausche?|leck|leckt|uberschwemm\w*|reparieren|reparatur|austauschen|installieren|einbauen)\b/,
    hours:
      /\b(offnungszeit\w*|geoffnet|geschlossen|arbeitszeiten|(wann|bis wann|ab wann|wie lange) (\w+ ){0,4}(offen|auf|offnen|schliessen|offnet|schliesst|erreichbar|zu)|(haben|habt|hat) (sie|ihr) (\w+ ){0,3}(auf|offen|zu)|(sind|seid) (sie|ihr) (\w+ ){0,3}(da|offen)|arbeiten (sie|ihr) (\w+ )?(am|auch|heute|morgen|samstags?|sonntags?))\b/,
    location:
      /\b(wo (sind|ist|finde|finden|befind\w*|liegt|sitzen|seid|genau|habt|haben)|(ihre|die|eure|welche) (adresse|anschrift)|anfahrt|standort|wie komme ich)\b/,
    thanks: /\b(danke\w*|vielen dank|besten dank|herzlichen dank|super|perfekt|prima)\b/,
    greeting: /\b(hallo|guten (tag|morgen|abend)|moin|servus|gruss gott|gruezi|hi|hey)\b/,
  },
};

/** Money that is already owed is not a question to the price list. */
const aboutInvoice =
  /\b(invoice|bill|owe|paid|pay|payment|factura\w*|pagar|pago|pague|debo|fatura|paguei|pagamento|devo|rechnung\w*|bezahl\w*|uberweis\w*)\b/;

/** Every intent found in the text, the most urgent first; `other` alone where there is none. */
export function findIntents(text: string, language: Language): Intent[] {
  const normal = normalise(text);
  const found = matching(normal, rules[language]);
  if (found.length > 0) return found;
  for (const other of languages) {
    const foreign = matching(normal, rules[other]);
    if (foreign.length > 0) return foreign;
  }
  return ['other'];
}

function matching(normal: string, ruleSet: Rules): Intent[] {
  const found = intents.filter((intent) => intent !== 'other' && ruleSet[intent].test(normal));
  const specific = found.filter((intent) => intent !== 'thanks' && intent !== 'greeting');
  if (!aboutInvoice.test(normal) || specific.includes('human') || specific.includes('complaint')) {
    return specific.length > 0 ? specific : found.slice(0, 1);
  }
  const rest = specific.filter((intent) => intent !== 'price');
  return rest.length > 0 ? rest : ['other'];
}
