import { useTranslation } from 'react-i18next';
import { useFormat } from './format.ts';
import type { Unread } from './google-busy.ts';
import { useStaffName } from './staff.ts';

/** Why no time of somebody is offered while Google does not say when they are busy, and what helps. */
export function useUnreadNote({ staffIds, again }: Unread) {
  const { t } = useTranslation('google');
  const { locale } = useFormat();
  const nameOf = useStaffName();
  const names = new Intl.ListFormat(locale).format(staffIds.flatMap((id) => nameOf(id) ?? []));
  if (staffIds.length === 0) return undefined;
  return {
    title: t('unread.title', { names }),
    text: t('unread.text'),
    again: t('unread.again'),
    onAgain: again,
  };
}
