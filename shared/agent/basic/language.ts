import { wordsOf } from './words.ts';

export const languages = ['en', 'es', 'pt', 'de'] as const;
export type Language = (typeof languages)[number];

/** Frequent words, without accents, that tell one of the four languages from the others. */
const frequent: Record<Language, Set<string>> = {
  en: words(`the is are am you your yours do does did how much what when where who can could would will i my me
    we our to of for have has had need please thanks thank hello hi hey good morning evening afternoon tomorrow
    today like it its in at with not there open close price cost quote available book come get and this that
    still was been any an on about`),
  es: words(`el los las es son usted ustedes tu hola buenos buenas dias tardes noches gracias cuanto cuesta
    cuestan donde estan esta cuando puede pueden podria por favor necesito quiero quisiera una un mi del y con
    manana hoy abierto abiertos abren cierran precio cita estoy muy hay al se la de me lo le ya pero si tienen
    tiene hora horario alguien no tengo esto eso llevo dos nadie muchas semana`),
  pt: words(`o os as e voce voces tem ola oi bom boa dia tarde noite obrigado obrigada quanto custa custam onde
    ficam fica quando pode podem poderia por favor preciso quero queria uma um meu minha do da dos das no na com
    amanha hoje aberto abertos abrem fecham preco marcar nao estou muito esta sao ao ate de mas sim horas
    horario alguem gostaria valeu demais qual ja ha faz ninguem semana`),
  de: words(`der die das den dem ist sind sie ihr ihre ihnen hallo guten tag morgen abend danke vielen dank was
    wie viel wieviel kostet kosten wo wann konnen konnten kann ich brauche mochte eine einen einem ein mein meine
    bei und mit fur heute geoffnet offen preis termin bitte nicht haben es wir zu am um auf von noch immer schon
    jemand ja nein mir mich gruss uns euch euer eure aus mit`),
};

/** Letters that only one of the four languages writes. */
const letters: Record<Language, RegExp> = { en: /(?!)/, es: /[ñ¿¡]/i, pt: /[ãõç]/i, de: /[äöüß]/i };

/** The language of a text, as far as its words tell; the texts before it settle a tie. */
export function detectLanguage(texts: string[], fallback: Language): Language {
  for (const text of texts) {
    const [best, second] = scores(text);
    if (best!.score > second!.score) return best!.language;
  }
  return fallback;
}

/** The first language of a BCP 47 tag that Basic can write. */
export function languageOf(locale: string): Language {
  const primary = locale.toLowerCase().split(/[-_]/)[0];
  return languages.find((language) => language === primary) ?? 'en';
}

function scores(text: string): { language: Language; score: number }[] {
  const found = wordsOf(text);
  return languages
    .map((language) => {
      const known = found.filter((word) => frequent[language].has(word)).length;
      return { language, score: known + (letters[language].test(text) ? 2 : 0) };
    })
    .toSorted((a, b) => b.score - a.score);
}

function words(list: string): Set<string> {
  return new Set(list.split(/\s+/));
}
