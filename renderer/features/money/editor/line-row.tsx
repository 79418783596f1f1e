import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Service } from '#shared/domain/business.ts';
import type { Line } from '#shared/domain/invoice.ts';
import { formatAmount, formatDecimal, parseDecimal, parseMoney } from '#shared/domain/money-text.ts';
import { lineAmount } from '#shared/domain/totals.ts';
import { discountField, readDiscount, writeDiscount } from './discount-text.ts';
import { InPlace, InPlaceText } from './in-place.tsx';
import { LineMenu } from './line-menu.tsx';
import { LineName } from './line-name.tsx';
import type { TaxOption } from './tax-options.ts';
import { readTaxValue, taxValue } from './tax-options.ts';
import type { EditedLine } from './use-draft-edits.ts';
import classes from './editor.module.css';

interface LineRowProps {
  line: EditedLine;
  /** The empty line at the end: nothing to remove or move yet. */
  fresh: boolean;
  services: Service[];
  taxes: TaxOption[];
  currency: string;
  locale: string;
  onType: (fields: Partial<Line> | undefined) => void;
  onSave: (fields: Partial<Line>) => void;
  /** Something of it is not in the draft. */
  isRefused: boolean;
  onRetry: () => void;
  onTakeBack: () => void;
  onRemove: () => void;
  onMove: (by: -1 | 1) => void;
  /** Enter anywhere in the line: on to the next one. */
  onEnter: () => void;
}

/** One line of the document, edited where it stands. */
export function LineRow(props: LineRowProps) {
  const { line, fresh, taxes, currency, locale, onRemove, onMove } = props;
  const { t } = useTranslation('money');
  const [wantsDiscount, setWantsDiscount] = useState(false);
  const amount = formatAmount(lineAmount(line), currency, locale);
  return (
    <tr className={classes.line} data-fresh={fresh || undefined}>
      <td>
        <LineName {...props} />
        {!fresh && <Description {...props} />}
        {(line.discount !== undefined || wantsDiscount) && <LineDiscount {...props} />}
        {props.isRefused && <NotSaved {...props} />}
      </td>
      <td className="pl-figure">
        <Quantity {...props} />
      </td>
      <td className="pl-figure">
        <Price {...props} />
      </td>
      {taxes.length > 1 && (
        <td className="pl-figure">
          <Taxes {...props} />
        </td>
      )}
      <td className="pl-figure">
        <output aria-label={t('amount')}>{fresh && line.unitPrice === '0' ? '' : amount}</output>
        {!fresh && (
          <LineMenu
            name={line.name}
            onDiscount={() => setWantsDiscount(true)}
            onMove={onMove}
            onRemove={onRemove}
          />
        )}
      </td>
    </tr>
  );
}

function Description({ line, onSave }: LineRowProps) {
  const { t } = useTranslation('money');
  return (
    <div className="pl-detail">
      <InPlaceText
        label={t('description')}
        placeholder={t('descriptionHint')}
        optional
        multiline
        value={line.description ?? ''}
        onSave={(text) => onSave({ description: text.trim() || undefined })}
      />
    </div>
  );
}

/** The reason has been said where problems are; here stands what it means for the line. */
function NotSaved({ onRetry, onTakeBack }: LineRowProps) {
  const { t } = useTranslation('money');
  return (
    <div className={`pl-detail ${classes.notSaved}`}>
      <span>{t('lineNotSaved')}</span>
      <button type="button" className={classes.change} onClick={onRetry}>
        {t('lineRetry')}
      </button>
      <button type="button" className={classes.change} onClick={onTakeBack}>
        {t('lineTakeBack')}
      </button>
    </div>
  );
}

function LineDiscount({ line, currency, locale, onType, onSave, onEnter }: LineRowProps) {
  const { t } = useTranslation('money');
  return (
    <div className={`pl-detail ${classes.discount}`}>
      <span>{t('discount')}</span>
      <InPlace
        label={t('lineDiscount')}
        value={line.discount ?? {}}
        format={(value) => writeDiscount(value, currency, locale)}
        parse={(text) => readDiscount(text, currency, locale)}
        complaint={t('discountWrong')}
        placeholder={t('discountHint')}
        onType={(discount) => onType(discount === undefined ? undefined : { discount })}
        onSave={(discount) => onSave({ discount: discountField(discount) })}
        onEnter={onEnter}
      />
    </div>
  );
}

function Quantity({ line, locale, onType, onSave, onEnter }: LineRowProps) {
  const { t } = useTranslation('money');
  return (
    <span className={classes.quantity}>
      <InPlace
        label={t('quantity')}
        align="end"
        value={line.quantity}
        format={(value) => formatDecimal(value, locale)}
        parse={(text) => parseDecimal(text, locale)}
        complaint={t('numberWrong')}
        onType={(quantity) => onType(quantity === undefined ? undefined : { quantity })}
        onSave={(quantity) => onSave({ quantity })}
        onEnter={onEnter}
      />
      <InPlaceText
        label={t('unit')}
        placeholder={t('unit')}
        optional
        value={line.unit ?? ''}
        onSave={(unit) => onSave({ unit: unit.trim() || undefined })}
        onEnter={onEnter}
      />
    </span>
  );
}

function Price({ line, currency, locale, onType, onSave, onEnter }: LineRowProps) {
  const { t } = useTranslation('money');
  return (
    <InPlace
      label={t('price')}
      align="end"
      value={line.unitPrice}
      format={(value) => formatAmount(value, currency, locale)}
      parse={(text) => parseMoney(text, currency, locale)?.toString()}
      complaint={t('numberWrong')}
      onType={(unitPrice) => onType(unitPrice === undefined ? undefined : { unitPrice })}
      onSave={(unitPrice) => onSave({ unitPrice })}
      onEnter={onEnter}
    />
  );
}

function Taxes({ line, taxes, onSave }: LineRowProps) {
  const { t } = useTranslation('money');
  return (
    <select
      className={classes.field}
      aria-label={t('tax')}
      value={taxValue(line.taxIds)}
      onChange={(event) => onSave({ taxIds: readTaxValue(event.currentTarget.value) })}
    >
      {taxes.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}
