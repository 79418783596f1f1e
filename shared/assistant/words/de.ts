import { de as when } from '#shared/agent/when/words/de.ts';
import type { OwnerWords } from './language.ts';

export const de: OwnerWords = {
  polite: 'bitte|kannst du|konntest du|koenntest du|sag mir|ich will|ich mochte|ich moechte|danke|mal',
  wishes: {
    remind: 'erinnere mich … daran|erinner mich … daran|erinnere mich|erinner mich',
    note: 'notiz|schreib notiz|schreibe notiz|mach notiz',
    contact:
      'neuer kontakt|neuen kontakt|neuer kunde|neuen kunden|neue kundin|lege kontakt an|leg kontakt an|lege kunden an|leg kunden an|lege kundin an|leg kundin an|kontakt anlegen|kunden anlegen',
    cancel:
      'storniere|stornier|sage … ab$|sag … ab$|streiche|streich|losche|loesche|… absagen$|… stornieren$|… streichen$|… loschen$',
    invoicedSum:
      '… habe ich … in rechnung gestellt|… haben wir … in rechnung gestellt|… habe ich … abgerechnet|… haben wir … abgerechnet|… habe ich … berechnet|… habe ich … fakturiert|… haben wir … berechnet|umsatz|mein umsatz|wie hoch war umsatz|wie hoch ist umsatz|wie war umsatz',
    paidSum:
      'wie viel hat … bezahlt|wie viel hat … gezahlt|wieviel hat … bezahlt|wieviel hat … gezahlt|was hat … bezahlt|was hat … gezahlt|wie viel haben … bezahlt|wieviel haben … bezahlt|wie viel ist eingegangen|was ist eingegangen|wie viel geld kam rein|wie viel wurde bezahlt',
    earnedSum:
      '… habe ich … verdient|… haben wir … verdient|… habe ich … eingenommen|… haben wir … eingenommen|meine einnahmen',
    paid: 'markiere … als bezahlt|markier … als bezahlt|setze … auf bezahlt|setz … auf bezahlt|… als bezahlt markieren$|verbuche zahlung|verbuch zahlung|… hat … bezahlt$|… hat … gezahlt$|… hat … uberwiesen$',
    invoice:
      'schreib rechnung|schreibe rechnung|mach rechnung|mache rechnung|erstell rechnung|erstelle rechnung|stell rechnung|stelle rechnung|bereite rechnung|rechnung',
    move: 'verschiebe|verschieb|verlege|verleg|… verschieben$|… verlegen$',
    schedule: 'plane|plan|buche|buch|trage|trag|… einplanen$|… eintragen$',
    complete:
      'markiere … als erledigt|markier … als erledigt|markiere … als fertig|setze … auf erledigt|… als erledigt markieren$|… ist erledigt$|… ist fertig$',
    owed: '… wer schuldet|… schuldet mir|… schuldet uns|… schulden mir|… offene rechnungen|… unbezahlte rechnungen|… uberfallig|… uberfallige|… offen ist|… ist offen',
    free: '… wann bin ich … frei|… wann habe ich … frei|… wann habe ich … zeit|… wann bin ich frei|… freie termine|… bin ich … frei',
    agenda: 'was steht|was habe ich|was ist|meine termine|mein tag|termine|was liegt an',
    unanswered: '… unbeantwortet|… unbeantwortete|… wartet auf antwort|… warten auf antwort',
    message: 'sag|sage|schreib|schreibe|antworte|richte … aus|teile … mit|teil … mit',
    invoices: '… rechnungen',
    jobs: '… auftrage|… auftraege',
    prices: 'was kostet|was kosten|wie viel kostet|wieviel kostet|preis fur|preis von|preisliste',
    find: 'such|suche|finde|find|zeig mir|zeige mir|zeig|zeige|offne|oeffne|wer ist',
  },
  things: {
    visit: 'termin|termine|besuch|termins|verabredung',
    job: 'auftrag|auftrags|arbeit',
    invoice: 'rechnung',
  },
  small:
    'der|die|das|den|dem|des|ein|eine|einen|einem|einer|fur|fuer|mit|bei|beim|von|vom|am|an|im|in|zu|zum|zur|auf|ihr|ihre|ihren|sein|seine|seinen|mein|meine|meinen|mir|uns|es|neuer|neuen|namens|uber|wegen',
  asking:
    'wie|viel|wieviel|was|hat|haben|habe|war|ist|ich|wir|geld|alles|insgesamt|gesamt|bisher|kunden|kunde|schon|und|schuldet|schulden|wer|noch|jemand|zeig|rechnungen|offen|offene',
  that: 'dass|das|daß',
  because: 'weil',
  methods: {
    cash: 'bar',
    card: 'mit karte|karte',
    transfer: 'per uberweisung|uberweisung|uberwiesen',
    other: 'anders',
  },
  months: when.months,
  periods: {
    today: 'heute',
    yesterday: 'gestern',
    thisWeek: 'diese woche|dieser woche',
    lastWeek: 'letzte woche|letzter woche|vorige woche',
    thisMonth: 'diesen monat|diesem monat|dieser monat|dieses monats',
    lastMonth: 'letzten monat|letzter monat|vorigen monat|letztes monats|letztem monat',
    thisQuarter: 'dieses quartal|diesem quartal',
    lastQuarter: 'letztes quartal|letztem quartal|vorigen quartal',
    thisYear: 'dieses jahr|diesem jahr|dieses jahres',
    lastYear: 'letztes jahr|letztem jahr|voriges jahr|vorigen jahr|vergangenes jahr',
  },
};
