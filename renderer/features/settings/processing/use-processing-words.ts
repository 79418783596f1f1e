import { useTranslation } from 'react-i18next';
import { countryName } from '#shared/domain/countries.ts';
import type { Activity } from '#shared/rights/processing/activities.ts';
import type { Recipient } from '#shared/rights/processing/recipients.ts';
import { useFormat } from '#renderer/state/format.ts';

export interface ProcessingWords {
  /** Whose data, and what of them. */
  about(activity: Activity): string;
  /** Who gets it. */
  to(activity: Activity): string;
  country(recipient: Recipient): string;
  transfer(recipient: Recipient): string;
  /** What a recipient gets, by all that connects it. */
  gets(recipient: Recipient): string;
}

/** What the record of processing says, in words. */
export function useProcessingWords(): ProcessingWords {
  const { t, i18n } = useTranslation('processing');
  const { locale } = useFormat();
  const list = new Intl.ListFormat(i18n.language);
  const country = ({ country: code }: Recipient): string =>
    code === undefined ? t('countryUnknown') : countryName(code, i18n.language || locale);
  return {
    about: ({ people, data }) =>
      t('about', {
        people: list.format(people.map((each) => t(`people.${each}`))),
        data: list.format(data.map((each) => t(`data.${each}`))),
      }),
    to: ({ recipients }) =>
      recipients.length === 0
        ? t('toNobody')
        : list.format(recipients.map((each) => t('toOne', { name: each.name, country: country(each) }))),
    country,
    transfer: ({ transfer }) => ('words' in transfer ? transfer.words : t(`transfer.${transfer.usual}`)),
    gets: ({ kinds }) => kinds.map((kind) => t(`gets.${kind}`)).join(' '),
  };
}
