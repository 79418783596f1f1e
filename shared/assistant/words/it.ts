import { it as when } from '#shared/agent/when/words/it.ts';
import type { OwnerWords } from './language.ts';

export const it: OwnerWords = {
  polite: 'per favore|per piacere|puoi|potresti|puo|dimmi|voglio|vorrei|bisogna|grazie',
  wishes: {
    remind: 'ricordami|mi ricordi|ricorda mi',
    note: 'aggiungi nota|scrivi nota|nota',
    contact:
      'aggiungi contatto|aggiungi cliente|crea contatto|crea cliente|nuovo contatto|nuovo cliente|nuova cliente',
    cancel: 'annulla|annullare|disdici|disdire|cancella|cancellare|elimina',
    invoicedSum:
      '… ho fatturato|… abbiamo fatturato|… e stato fatturato|totale fatturato|fatturato|mio fatturato|qual e fatturato|qual era fatturato|quanto fatturato',
    paidSum:
      'quanto ha pagato|quanto … ha pagato|che cosa ha pagato|cosa ha pagato|quanto hanno pagato|quanto mi ha pagato|quanto ho incassato|quanto abbiamo incassato|totale pagato|totale incassato',
    earnedSum: '… ho guadagnato|… abbiamo guadagnato|mie entrate|miei ricavi',
    paid: 'segna … come pagata|segna … come pagato|segna … pagata|segnare … come pagata|registra pagamento|annota pagamento|… ha pagato|metti … come pagata',
    invoice:
      'fai fattura|fare fattura|prepara fattura|preparare fattura|crea fattura|scrivi fattura|emetti fattura|fattura a',
    move: 'sposta|spostare|rimanda|rimandare|posticipa|rinvia|anticipa',
    schedule: 'fissa|fissare|prenota|prenotare|programma|programmare|pianifica|metti in agenda',
    complete:
      'segna … come fatto|segna … come fatta|segna … come finito|segna … come completato|segna … come concluso|segna … fatto|concludi',
    owed: '… chi mi deve|… mi deve|… mi devono|… ci deve|… ci devono|… fatture aperte|… fatture non pagate|… fatture scadute|… fatture da incassare',
    free: '… quando sono libero|… quando sono libera|… sono libero|… sono libera|… orari liberi|… posti liberi',
    agenda:
      'cosa ho|che cosa ho|che ho|cosa c e|che c e|miei appuntamenti|mie visite|appuntamenti|visite|mia giornata',
    unanswered: '… senza risposta|… aspetta risposta|… aspettano risposta|… da rispondere',
    message: 'di a|scrivi a|avvisa|rispondi a|comunica a|manda messaggio a|informa|di',
    invoices: '… fatture',
    jobs: '… lavori',
    prices: 'quanto costa|quanto costano|prezzo di|prezzo del|prezzo della|listino prezzi|listino',
    find: 'cerca|cercare|trova|trovare|mostrami|mostra|apri|chi e',
  },
  things: {
    visit: 'visita|visite|appuntamento|appuntamenti|intervento|prenotazione',
    job: 'lavoro|incarico|commessa',
    invoice: 'fattura',
  },
  small:
    'il|lo|la|i|gli|le|l|un|uno|una|di|del|della|dello|dei|delle|dell|a|al|allo|alla|ai|alle|all|da|dal|dalla|con|per|in|nel|nella|su|suo|sua|mio|mia|miei|mie|mi|ci|questo|questa|nuovo|nuova|chiamato|chiamata|d|riguardo|circa',
  asking:
    'quanto|quanti|che|cosa|qual|quale|ho|ha|abbiamo|hanno|e|era|stato|io|noi|soldi|tutto|tutti|totale|finora|clienti|cliente|gia|deve|devono|chi|ancora|qualcuno|mostra|fatture|aperte',
  that: 'che',
  because: 'perche',
  methods: {
    cash: 'in contanti|contanti',
    card: 'con carta|con la carta|carta',
    transfer: 'con bonifico|bonifico|per bonifico',
    other: 'in altro modo',
  },
  months: when.months,
  periods: {
    today: 'oggi',
    yesterday: 'ieri',
    thisWeek: 'questa settimana',
    lastWeek: 'settimana scorsa|scorsa settimana|settimana passata',
    thisMonth: 'questo mese',
    lastMonth: 'mese scorso|scorso mese|mese passato',
    thisQuarter: 'questo trimestre',
    lastQuarter: 'trimestre scorso|scorso trimestre',
    thisYear: 'quest anno|questo anno',
    lastYear: 'anno scorso|scorso anno|anno passato',
  },
};
