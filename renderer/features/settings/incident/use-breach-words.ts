import { useTranslation } from 'react-i18next';
import { type Breach, breachLawOf, type BreachStep, dueAt, stepsIn } from '#shared/domain/breach.ts';
import { authorityLetter, breachLetter } from '#shared/domain/letters/breach-letter.ts';
import { type LetterLanguage, letterLocale } from '#shared/domain/letters/language.ts';
import { authorityText } from '#shared/domain/processing/authorities.ts';
import type { SheetPart } from '#shared/domain/document/sheet.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useRecord, useTable } from '#renderer/state/records.ts';
import { useContacts } from '../processing/use-processing-sheets.ts';

export const letters = ['authority', 'people', 'certIn'] as const;
export type Letter = (typeof letters)[number];

export interface BreachWords {
  /** The letters that there are where the business is. */
  letters: readonly Letter[];
  /** A letter as a first draft, from what is known by now. */
  letter(letter: Letter, language: LetterLanguage): string;
  /** The whole record, to be printed. */
  parts(): SheetPart[];
}

/** What is told of a breach, and its record, in words. `people`: how many its question finds. */
export function useBreachWords(breach: Breach, people: number | undefined): BreachWords {
  const { t, i18n } = useTranslation(['incident', 'processing']);
  const format = useFormat();
  const members = useTable('members');
  const business = useRecord('business', 'business');
  const hours = useRecord('processing', 'processing')?.breachHours;
  const contacts = useContacts();
  const country = business?.country ?? '';
  const law = breachLawOf(country);
  const list = new Intl.ListFormat(i18n.language);
  const blank = t('toFill');
  const or = (text: string | undefined): string => (text === undefined || text === '' ? blank : text);
  const when = (at: number | undefined): string => (at === undefined ? blank : format.full(at));
  const data = Object.keys(breach.data ?? {}).map((each) => t(`processing:data.${each}`));
  const number = breach.count ?? people;
  const done = (step: BreachStep): string => {
    const { at, memberId, note } = breach.steps?.[step] ?? {};
    const due = dueAt(breach, step, hours);
    if (at === undefined) return due === undefined ? t('notYet') : t('notYetDue', { when: when(due) });
    const who = members.get(memberId ?? '')?.name ?? t('somebody');
    return `${t('doneOn', { when: when(at), who })}${note === undefined ? '' : `: ${note}`}`;
  };

  function factsIn(language: LetterLanguage) {
    const locale = letterLocale(language, business?.locale ?? language);
    const full = new Intl.DateTimeFormat(locale, {
      dateStyle: 'long',
      timeStyle: 'short',
      timeZone: business?.timeZone,
    });
    const written = (at: number | undefined) => (at === undefined ? undefined : full.format(at));
    return {
      breach,
      noticed: written(breach.noticedAt),
      happened: written(breach.happenedAt),
      business: business?.legalName ?? business?.name ?? blank,
      contact: contacts.contact,
      authority: contacts.authority || authorityText(country) || '',
    };
  }

  function toPeople(language: LetterLanguage): string {
    const { authority, ...facts } = factsIn(language);
    // Where the law of India holds, people are told whom to ask and no authority.
    return breachLetter(language, { ...facts, authority: law === 'india' ? undefined : authority });
  }

  return {
    letters: letters.filter((each) => each !== 'certIn' || country === 'IN'),
    letter: (letter, language) => {
      if (letter === 'people') return toPeople(language);
      if (letter === 'authority')
        return authorityLetter(language, law, { ...factsIn(language), people: number });
      return t('letter.certIn', {
        business: business?.legalName ?? business?.name ?? blank,
        noticed: when(breach.noticedAt),
        happened: when(breach.happenedAt),
        what: or(breach.what),
        data: data.length === 0 ? blank : list.format(data),
        consequences: or(breach.consequences),
        measures: or(breach.measures),
        contact: or(contacts.contact),
      });
    },
    parts: () => [
      {
        heading: breach.title,
        pairs: [
          [t('noticed'), when(breach.noticedAt)],
          [t('happened'), when(breach.happenedAt)],
          [t('what'), or(breach.what)],
          [t('data'), data.length === 0 ? blank : list.format(data)],
          [t('number'), number === undefined ? blank : String(number)],
          [t('risk'), t(`risks.${breach.risk ?? 'unsaid'}`)],
          [t('consequences'), or(breach.consequences)],
          [t('measures'), or(breach.measures)],
        ],
      },
      { heading: t('steps'), pairs: stepsIn(country).map((step) => [t(`step.${step}`), done(step)]) },
    ],
  };
}
