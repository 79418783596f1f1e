import { wordsIn } from './words.ts';

/** A number written in words, and where it stands. */
export interface WrittenNumber {
  value: number;
  start: number;
  end: number;
}

/** Pieces of number words, without accents; `hundred` and `thousand` multiply what stands before them. */
const numerals: Record<string, string> = {
  en: `zero=0 one=1 two=2 three=3 four=4 five=5 six=6 seven=7 eight=8 nine=9 ten=10 eleven=11 twelve=12 thirteen=13
    fourteen=14 fifteen=15 sixteen=16 seventeen=17 eighteen=18 nineteen=19 twenty=20 thirty=30 forty=40 fourty=40 fifty=50
    sixty=60 seventy=70 eighty=80 ninety=90 hundred=100 thousand=1000 grand=1000 dozen=12 and=`,
  es: `cero=0 uno=1 un=1 una=1 dos=2 tres=3 cuatro=4 cinco=5 seis=6 siete=7 ocho=8 nueve=9 diez=10 once=11 doce=12
    trece=13 catorce=14 quince=15 dieci=10 dieciseis=16 veinte=20 veinti=20 treinta=30 cuarenta=40 cincuenta=50
    sesenta=60 setenta=70 ochenta=80 noventa=90 cien=100 ciento=100 doscientos=200 doscientas=200 trescientos=300
    cuatrocientos=400 quinientos=500 seiscientos=600 setecientos=700 ochocientos=800 novecientos=900 mil=1000 docena=12 y=`,
  pt: `zero=0 um=1 uma=1 dois=2 duas=2 tres=3 quatro=4 cinco=5 seis=6 sete=7 oito=8 nove=9 dez=10 onze=11 doze=12 treze=13
    catorze=14 quatorze=14 quinze=15 dezasseis=16 dezesseis=16 dezassete=17 dezessete=17 dezoito=18 dezanove=19
    dezenove=19 vinte=20 trinta=30 quarenta=40 cinquenta=50 sessenta=60 setenta=70 oitenta=80 noventa=90 cem=100
    cento=100 duzentos=200 duzentas=200 trezentos=300 quatrocentos=400 quinhentos=500 seiscentos=600 setecentos=700
    oitocentos=800 novecentos=900 mil=1000 duzia=12 e=`,
  de: `null=0 ein=1 eins=1 eine=1 einen=1 zwei=2 zwo=2 drei=3 vier=4 funf=5 fuenf=5 sechs=6 sieben=7 acht=8 neun=9 zehn=10
    elf=11 zwolf=12 zwoelf=12 sech=6 sieb=7 zwanzig=20 dreissig=30 vierzig=40 funfzig=50 fuenfzig=50 sechzig=60 siebzig=70
    achtzig=80 neunzig=90 hundert=100 tausend=1000 dutzend=12 und=`,
  fr: `zero=0 un=1 une=1 deux=2 trois=3 quatre=4 cinq=5 six=6 sept=7 huit=8 neuf=9 dix=10 onze=11 douze=12 treize=13
    quatorze=14 quinze=15 seize=16 vingt=20 vingts=20 trente=30 quarante=40 cinquante=50 soixante=60 septante=70 huitante=80
    octante=80 nonante=90 cent=100 cents=100 mille=1000 douzaine=12 et=`,
  it: `zero=0 un=1 uno=1 una=1 due=2 tre=3 quattro=4 cinque=5 sei=6 sette=7 otto=8 nove=9 dieci=10 undici=11 dodici=12
    tredici=13 quattordici=14 quindici=15 sedici=16 diciassette=17 diciotto=18 diciannove=19 venti=20 vent=20 trenta=30
    trent=30 quaranta=40 quarant=40 cinquanta=50 cinquant=50 sessanta=60 sessant=60 settanta=70 settant=70 ottanta=80
    ottant=80 novanta=90 novant=90 cento=100 mille=1000 mila=1000 dozzina=12 e=`,
};

/** A piece's value; `undefined` for the words that only join. */
type Pieces = ReadonlyMap<string, number | undefined>;

const tables = new Map<string, Pieces>();

function piecesOf(language: string): Pieces {
  const known = tables.get(language);
  if (known !== undefined) return known;
  const pairs = (numerals[language] ?? '').trim().split(/\s+/);
  const made: Pieces = new Map(
    pairs.map((pair) => {
      const [word, value] = pair.split('=') as [string, string];
      return [word, value === '' ? undefined : Number(value)];
    }),
  );
  tables.set(language, made);
  return made;
}

/**
 * The numbers that a text writes in words (en, es, pt, de, fr, it), compounds and sums included. A lone one is an
 * article as a rule, and left out.
 */
export function writtenNumbers(text: string, language: string): WrittenNumber[] {
  const pieces = piecesOf(language);
  const found: WrittenNumber[] = [];
  let values: number[] = [];
  let [start, end] = [0, 0];
  const close = () => {
    const value = valueOf(values);
    if (values.length > 0 && value !== 1) found.push({ value, start, end });
    values = [];
  };
  for (const { word, start: from, end: to, isPart } of wordsIn(text)) {
    if (isPart === true) continue;
    const own = segments(word, pieces);
    const goesOn = values.length > 0 && /^[\s-]{1,3}$/.test(text.slice(end, from));
    if (own === undefined || !goesOn) close();
    if (own === undefined) continue;
    const numbers = own.filter((value) => value !== undefined);
    if (numbers.length === 0) {
      // A joining word goes on only between two numbers.
      if (values.length > 0) end = to;
      continue;
    }
    if (values.length === 0) start = from;
    values.push(...numbers);
    end = to;
  }
  close();
  return found;
}

/** The pieces that a word consists of as a whole, the longest first; `undefined` where it is no number. */
function segments(word: string, pieces: Pieces): (number | undefined)[] | undefined {
  if (word === '') return [];
  for (let length = Math.min(word.length, 16); length > 0; length--) {
    const piece = word.slice(0, length);
    if (!pieces.has(piece)) continue;
    const rest = segments(word.slice(length), pieces);
    if (rest !== undefined) return [pieces.get(piece), ...rest];
  }
  return undefined;
}

/** `two hundred and five`, `vier und zwanzig`, `quatre-vingt-dix`: a smaller number before a larger one multiplies it. */
function valueOf(values: readonly number[]): number {
  let total = 0;
  let group = 0;
  values.forEach((value, i) => {
    const before = values[i - 1];
    if (value === 1000) {
      total += Math.max(group, 1) * 1000;
      group = 0;
    } else if (value === 100) group = Math.max(group, 1) * 100;
    else if (value === 20 && before === 4) group += 4 * 20 - 4;
    else group += value;
  });
  return total + group;
}

/** How many digits a folded word stands for where it is a number in one of the six languages: `oh` and `four` one, `sixty` two. */
export function digitsOfWord(word: string): number | undefined {
  for (const language of Object.keys(numerals)) {
    const values = segments(word, piecesOf(language))?.filter((value) => value !== undefined);
    if (values !== undefined && values.length > 0) return String(valueOf(values)).length;
  }
  return spokenZeros.has(word) ? 1 : undefined;
}

/** As phone numbers are read out. */
const spokenZeros = new Set(['oh', 'o', 'nought']);
