import { MultiSelect, NativeSelect, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { BookingTerms } from '#shared/domain/public-page.ts';
import { servicePlaces } from '#shared/public-page/names.ts';
import { useStaff } from '#renderer/state/staff.ts';
import classes from './booking.module.css';

interface Props {
  terms: Pick<BookingTerms, 'place' | 'link' | 'staff'>;
  isLinkWrong: boolean;
  onChange: (fields: Partial<BookingTerms>) => void;
}

/** Where a service takes place, and who does it. */
export function RuleWhere({ terms: { place, link, staff = {} }, isLinkWrong, onChange }: Props) {
  const { t } = useTranslation('booking');
  const people = useStaff().filter(({ kind }) => kind === 'person');
  const chosen = Object.keys(staff).filter((id) => people.some((each) => each.id === id));
  return (
    <>
      <div className={classes.pair}>
        <NativeSelect
          label={t('place')}
          description={t(`placeHint.${place}`)}
          value={place}
          data={servicePlaces.map((value) => ({ value, label: t(`places.${value}`) }))}
          onChange={({ currentTarget: { value } }) =>
            onChange({ place: servicePlaces.find((each) => each === value) ?? 'customer' })
          }
        />
        {people.length > 1 && (
          <MultiSelect
            label={t('whoDoes')}
            description={t('whoDoesHint')}
            placeholder={chosen.length === 0 ? t('whoeverIsFree') : undefined}
            value={chosen}
            data={people.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(ids) => onChange({ staff: Object.fromEntries(ids.map((id) => [id, true as const])) })}
          />
        )}
      </div>
      {place === 'video' && (
        <TextInput
          label={t('videoLink')}
          description={t('videoLinkHint')}
          placeholder="https://"
          maxLength={500}
          value={link ?? ''}
          error={isLinkWrong ? t('videoLinkWrong') : undefined}
          onChange={({ currentTarget: { value } }) => onChange({ link: value === '' ? undefined : value })}
        />
      )}
    </>
  );
}
