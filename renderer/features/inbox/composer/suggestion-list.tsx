import { useTranslation } from 'react-i18next';
import type { Offer } from './suggest.ts';
import classes from './suggestion-list.module.css';

export const suggestionListId = 'inbox-suggestions';

export function suggestionId(index: number): string {
  return `${suggestionListId}-${index}`;
}

interface SuggestionListProps {
  offer: Offer;
  active: number;
  onChoose: (index: number) => void;
}

/** Above the field: what can be put in, chosen with the arrows and Enter or by a click. */
export function SuggestionList({ offer, active, onChoose }: SuggestionListProps) {
  const { t } = useTranslation('inbox');
  if (offer.suggestions.length === 0) return <p className={classes.nothing}>{t('quickReply.none')}</p>;
  return (
    // The field keeps the focus; the list only shows what its keys choose.
    <div
      id={suggestionListId}
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a select element cannot show two texts an option
      role="listbox"
      aria-label={t(`suggest.${offer.kind}`)}
      className={classes.list}
    >
      {offer.suggestions.map(({ id, label, detail }, index) => (
        <div
          key={id}
          id={suggestionId(index)}
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- as above
          role="option"
          tabIndex={-1}
          aria-selected={index === active}
          className={classes.option}
          onMouseDown={(event) => {
            event.preventDefault();
            onChoose(index);
          }}
        >
          <span className={classes.label} dir="auto">
            {label}
          </span>
          {detail !== undefined && (
            <span className={classes.detail} dir="auto">
              {detail}
            </span>
          )}
        </div>
      ))}
    </div>
  );
}
