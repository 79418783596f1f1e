import { fold } from '#shared/lib/fold.ts';
import type { AnswerLanguage } from './acts/languages.ts';

/** Words that every text has and that say nothing of what it is about, greetings and thanks among them. */
const inLanguage: Record<AnswerLanguage, string> = {
  en: `a about all also am an and any anybody anyone are as at be because been before being between but by can could did
    do does doing done for from had has have having he hello her here hey hi him his how i if in into is it its just let
    may me might mine much must my no not of off ok okay on or our ours out over please shall she should since so some
    somebody someone than thank thanks that the their them then there these they this those to too u until up ur us was we
    were what when where which while who why will with would yes you your yours`,
  es: `a al alguien algo antes aqui buenas buenos como con cual cuando cuanto cuanta de del desde dia dias donde e el ella
    en entre es esta estan estas este esto favor fue gracias ha han has hasta hay he hola la las le les lo los me mi mis
    mucho muy no noches nos nuestra nuestro o para pero podeis podria podriais podrian por porque puede puedes pueden que
    quien se ser si sin sobre son su sus tambien tardes te tengo tenemos tiene tienen tu un una unas unos usted ustedes
    vosotros y ya yo`,
  pt: `a alguem ao aos as ate boa bom com como consegue conseguem da das de desde dia do dos e ela ele em entre era essa
    esse esta estao este foi ha isso ja la lhe mais mas me meu meus minha minhas muito na nao nas no noite nos nossa nosso
    o obrigada obrigado oi ola onde os ou para pela pelo pode podem poderia poderiam por porque posso pra qual quando
    quanto que quem sao se sem ser seu seus sim sua suas tarde te tem temos tenho ter teriam tudo um uma umas uns voce
    voces vcs`,
  de: `aber am an auch auf aus bei beim bin bis bitte bitten da danke das dass dem den der des die dies diese diesem diesen
    dieser dir du durch ein eine einem einen einer er es etwas euch fur gegen gern gerne guten habe haben hallo hat hatte
    hatten heute hier ich ihm ihn ihnen ihr ihre im in ins ist ja jemand jemanden kann kein keine konnen konnten konnte
    machen mal mein meine meinem meinen meiner mich mir mit mochte mochten muss nach nein nicht noch nur oder schon sehr
    seit seitdem sie sind so tag uber um und uns unser unsere unserem unseren unserer vielen vom von vor wann war waren
    warum was wegen weil wenn wer wie wir wird wo zu zum zur zwischen`,
  fr: `a ai au aussi aux avec avez avoir avons bien bonjour bonsoir c car ce cela ces cet cette chez comme comment d dans de
    depuis des dois donc du elle en entre est et etait ete etes etre eu fait fois ici il ils j je jour jusque l la le les
    leur leurs lui m ma mais me merci mes moi mon n ne nos notre nous on ont ou par pas peut peuvent plait plus pour pouvez
    pourquoi pourrait pourriez puis qu quand que quel quelle quelles quels quelqu qui quoi s sa salut sans se serait ses si
    sommes son sont suis sur t ta te tes toi ton tres tu un une vers veut voici vos votre vous y`,
  it: `a abbiamo agli ai al alla alle allo anche avete avere buona buonasera buongiorno c che chi ci ciao col com come con
    cosa cui d da dagli dai dal dalla dalle dei del dell della delle di dove e ed era essere fa fare fino fra gli grazie ha
    hai hanno ho i il in io l la le lei li lo loro lui ma mi mia mie miei mio molto ne negli nei nel nell nella nelle noi
    non nostra nostri nostro o per perche piu piacere po poi possiamo posso potete potrebbe potreste puo qual qualcuno
    quale quando quanto quel quella quello questa questo qui sara se sei senza si sia siamo sono sta su sua sue sui sul
    sulla suo tra tu tua tuo tutti tutto un una uno va vi voi vorrei vostra vostro`,
};

const words = new Set(Object.values(inLanguage).flatMap((list) => fold(list).split(/\s+/)));

/** Whether a folded word says nothing of the matter in any of the six languages. */
export function isSmallWord(word: string): boolean {
  return words.has(word);
}
