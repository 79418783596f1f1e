import { useTranslation } from 'react-i18next';
import { countryName } from '#shared/domain/countries.ts';
import type { Activity } from '#shared/rights/processing/activities.ts';
import type { Recipient } from '#shared/rights/processing/recipients.ts';
import { documentRule } from '#shared/domain/retention/documents.ts';
import { newestOrder, type RetentionTerms } from '#shared/domain/retention/order.ts';
import { longestDays } from '#shared/domain/retention/windows.ts';
import { useRecord, useRecords } from '#renderer/state/records.ts';
import { useFormat } from '#renderer/state/format.ts';

export interface ProcessingWords {
  /** Whose data, and what of them. */
  about(activity: Activity): string;
  /** Who gets it. */
  to(activity: Activity): string;
  /** How long, by the standing order where there is one. */
  kept(activity: Activity): string;
  country(recipient: Recipient): string;
  transfer(recipient: Recipient): string;
  /** What a recipient gets, by all that connects it. */
  gets(recipient: Recipient): string;
}

/** What the record of processing says, in words. */
export function useProcessingWords(): ProcessingWords {
  const { t, i18n } = useTranslation(['processing', 'retention']);
  const terms = useTermsInForce();
  const home = useRecord('business', 'business')?.country ?? '';
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
    kept({ kept }) {
      if (kept === 'law') {
        const { years, start } = documentRule(home, terms?.documents);
        return t('kept.law', { count: years, start: t(`retention:starts.${start}`) });
      }
      if (kept === 'open' || kept === 'whileOn') return t(`kept.${kept}`);
      const days = terms && longestDays(kept, terms.windows, home);
      return days === undefined ? t('kept.open') : t('kept.days', { count: days });
    },
    country,
    transfer: ({ transfer }) => ('words' in transfer ? transfer.words : t(`transfer.${transfer.usual}`)),
    gets: ({ kinds }) => kinds.map((kind) => t(`gets.${kind}`)).join(' '),
  };
}

function useTermsInForce(): RetentionTerms | undefined {
  const order = newestOrder(useRecords('retentionOrders'));
  return order?.isOn === true ? order : undefined;
}
