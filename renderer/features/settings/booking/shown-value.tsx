import { useTranslation } from 'react-i18next';
import type { PageField, PublicPage } from '#shared/domain/public-page.ts';
import { hoursLines, languagesText, priceText } from '#shared/public-page/texts.ts';
import { pageLanguageOf } from '#shared/public-page/languages.ts';
import { pageWords } from '#shared/public-page/words/words.ts';
import { useFormat } from '#renderer/state/format.ts';
import classes from './booking.module.css';

type Shown = Partial<Pick<PublicPage, PageField>>;

/** A part of the page as customers read it, in the business's own language where the page speaks it. */
export function ShownValue({ field, shown }: { field: PageField; shown: Shown }) {
  const { t } = useTranslation('booking');
  const { locale } = useFormat();
  const language = pageLanguageOf(locale) ?? 'en';
  const words = pageWords[language];
  if (field === 'picture') {
    const { picture } = shown;
    if (picture === undefined) return null;
    const data = picture.data.replaceAll('-', '+').replaceAll('_', '/');
    return (
      <img className={classes.picture} alt={t('field.picture')} src={`data:${picture.type};base64,${data}`} />
    );
  }
  if (field === 'services')
    return (
      <ul className={classes.plain}>
        {(shown.services ?? []).map((service) => (
          <li key={service.id} className={classes.service}>
            <span dir="auto">{service.name}</span>
            <span>{priceText(service, words, locale)}</span>
          </li>
        ))}
      </ul>
    );
  if (field === 'hours')
    return (
      <ul className={classes.plain}>
        {hoursLines(shown.hours ?? {}, words, locale).map(({ day, open }) => (
          <li key={day} className={classes.service}>
            <span>{day}</span>
            <span>{open}</span>
          </li>
        ))}
      </ul>
    );
  if (field === 'languages') return <span>{languagesText(shown.languages ?? [], language)}</span>;
  if (field === 'contact') {
    const { phone, email, website } = shown.contact ?? {};
    return <span dir="auto">{[phone, email, website].filter(Boolean).join(' · ')}</span>;
  }
  return (
    <span className={classes.text} dir="auto">
      {shown[field]}
    </span>
  );
}
