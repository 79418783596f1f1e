import { fr as when } from '#shared/agent/when/words/fr.ts';
import type { OwnerWords } from './language.ts';

export const fr: OwnerWords = {
  polite:
    's il te plait|s il vous plait|stp|svp|peux tu|tu peux|pourrais tu|pouvez vous|dis moi|je veux|je voudrais|il faut|merci',
  wishes: {
    remind: 'rappelle moi|rappelez moi|fais moi penser',
    note: 'ajoute note|ajouter note|ecris note|note',
    contact:
      'ajoute contact|ajoute client|ajoute cliente|cree contact|cree client|cree cliente|nouveau contact|nouveau client|nouvelle cliente|ajouter client',
    cancel: 'annule|annuler|annulez|decommande|decommander|supprime|supprimer',
    invoicedSum:
      '… ai je facture|… j ai facture|… avons nous facture|… on a facture|… nous avons facture|total facture|chiffre d affaires|mon chiffre d affaires|quel est chiffre d affaires|quel etait chiffre d affaires',
    paidSum:
      'combien … paye|combien … regle|qu a paye|combien … a t il paye|combien … a t elle paye|combien j ai encaisse|combien ai je encaisse|combien d argent est entre|total paye|total encaisse',
    earnedSum: '… ai je gagne|… j ai gagne|… avons nous gagne|… on a gagne|mes revenus|mes recettes',
    paid: 'marque … comme payee|marque … comme paye|marque … comme reglee|marquer … comme payee|marquez … comme payee|enregistre paiement|note paiement|… a paye|… a regle|mets … comme payee',
    invoice:
      'fais facture|faire facture|prepare facture|preparer facture|redige facture|rediger facture|cree facture|creer facture|facture|facturer',
    move: 'deplace|deplacer|reporte|reporter|decale|decaler|repousse|avance',
    schedule: 'planifie|planifier|programme|programmer|reserve|reserver|prevois|cale|prends rendez vous',
    complete:
      'marque … comme termine|marque … comme terminee|marque … comme fait|marque … comme faite|marque … termine|marquer … comme termine',
    owed: '… qui me doit|… qui nous doit|… me doit|… me doivent|… nous doit|… nous doivent|… factures impayees|… factures en attente|… impayes|… en retard de paiement',
    free: '… quand suis je libre|… suis je libre|… creneaux libres|… je suis libre',
    agenda:
      'qu ai je|qu est ce que j ai|qu est ce qu il y a|quoi de prevu|mes rendez vous|mes visites|mes interventions|ma journee|rendez vous|visites',
    unanswered: '… sans reponse|… attend reponse|… attendent reponse|… non repondu|… non repondus',
    message: 'dis a|dis|dites a|ecris a|ecris|previens|reponds a|envoie message a',
    invoices: '… factures',
    jobs: '… chantiers|… travaux',
    prices: 'combien coute|combien coutent|prix de|prix du|tarif de|tarif du|liste des prix|tarifs',
    find: 'cherche|chercher|trouve|trouver|montre moi|montre|ouvre|qui est',
  },
  things: {
    visit: 'visite|visites|rendez vous|rdv|intervention|passage',
    job: 'chantier|travail|travaux|commande',
    invoice: 'facture',
  },
  small:
    'le|la|les|l|un|une|des|de|du|d|a|au|aux|chez|pour|avec|en|par|sur|son|sa|ses|mon|ma|mes|me|ce|cet|cette|nouveau|nouvelle|nomme|nommee|concernant',
  asking:
    'combien|que|qu|quel|quelle|quels|a|ai|as|ont|avons|je|j|nous|on|il|elle|t|argent|tout|tous|total|jusqu|present|clients|client|deja|et|doit|doivent|qui|est|encore|quelqu|montre|factures',
  that: 'que|qu',
  because: 'parce que|parce qu|car',
  methods: {
    cash: 'en especes|especes|en liquide',
    card: 'par carte|carte',
    transfer: 'par virement|virement',
    other: 'autrement',
  },
  months: when.months,
  periods: {
    today: 'aujourd hui',
    yesterday: 'hier',
    thisWeek: 'cette semaine',
    lastWeek: 'semaine derniere|semaine passee',
    thisMonth: 'ce mois|ce mois ci',
    lastMonth: 'mois dernier|mois passe',
    thisQuarter: 'ce trimestre',
    lastQuarter: 'trimestre dernier',
    thisYear: 'cette annee',
    lastYear: 'annee derniere|annee passee|l an dernier|l an passe',
  },
};
