import { memo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Service } from '#shared/domain/business.ts';
import type { Line } from '#shared/domain/invoice.ts';
import { formatAmount, parseMoney } from '#shared/domain/money-text.ts';
import { lineAmount } from '#shared/domain/totals.ts';
import { equalJson, type Json } from '#shared/lib/json.ts';
import { discountField, readDiscount, writeDiscount } from './discount-text.ts';
import { InPlace, InPlaceText } from './in-place.tsx';
import { LineMenu } from './line-menu.tsx';
import { LineName } from './line-name.tsx';
import type { Quantity } from './quantity-text.ts';
import { readQuantity, writeQuantity } from './quantity-text.ts';
import type { TaxOption } from './tax-options.ts';
import { readTaxValue, taxValue } from './tax-options.ts';
import type { EditedLine, LineActions } from './use-draft-edits.ts';
import classes from './editor.module.css';

interface LineRowProps {
  line: EditedLine;
  /** The empty line at the end: nothing to remove or move yet. */
  fresh: boolean;
  services: Service[];
  taxes: TaxOption[];
  currency: string;
  locale: string;
  /** Something of it is not in the draft. */
  isRefused: boolean;
  actions: LineActions;
  /** Enter anywhere in the line: on to the next one. */
  onEnter: (id: string) => void;
}

/** What the parts of a line are given: the row's own, and what they do to this line. */
interface PartProps extends Omit<LineRowProps, 'onEnter'> {
  onType: (fields: Partial<Line> | undefined) => void;
  onSave: (fields: Partial<Line>) => void;
  onEnter: () => void;
}

/** One line of the document, edited where it stands. Drawn anew only when something of it has changed. */
export const LineRow = memo(Row, (before, after) => {
  const { line, ...rest } = before;
  const { line: next, ...others } = after;
  const names = Object.keys(others) as (keyof typeof others)[];
  return (
    names.every((name) => rest[name] === others[name]) &&
    (line === next || equalJson(line as Json, next as Json))
  );
});

function Row(props: LineRowProps) {
  const { line, fresh, taxes, currency, locale, actions } = props;
  const { t } = useTranslation('money');
  const [wantsDiscount, setWantsDiscount] = useState(false);
  const amount = formatAmount(lineAmount(line), currency, locale);
  const part: PartProps = {
    ...props,
    onType: (fields) => actions.type(line.id, fields),
    onSave: (fields) => actions.save(line.id, fields),
    onEnter: () => props.onEnter(line.id),
  };
  return (
    <tr className={classes.line} data-fresh={fresh || undefined} data-line={line.id}>
      <td>
        <LineName {...part} />
        {!fresh && <Description {...part} />}
        {(line.discount !== undefined || wantsDiscount) && <LineDiscount {...part} />}
        {props.isRefused && <NotSaved {...part} />}
      </td>
      <td className="pl-figure">
        <QuantityField {...part} />
      </td>
      <td className="pl-figure">
        <Price {...part} />
      </td>
      {taxes.length > 1 && (
        <td className="pl-tax">
          <Taxes {...part} />
        </td>
      )}
      <td className="pl-figure">
        <output aria-label={t('amount')}>{fresh && line.unitPrice === '0' ? '' : amount}</output>
        {!fresh && (
          <LineMenu
            name={line.name}
            onDiscount={() => setWantsDiscount(true)}
            onMove={(by) => actions.move(line.id, by)}
            onRemove={() => actions.remove(line.id)}
          />
        )}
      </td>
    </tr>
  );
}

function Description({ line, onSave }: PartProps) {
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
function NotSaved({ line, actions }: PartProps) {
  const { t } = useTranslation('money');
  return (
    <div className={`pl-detail ${classes.notSaved}`}>
      <span>{t('lineNotSaved')}</span>
      <button type="button" className={classes.change} onClick={() => actions.retry(line.id)}>
        {t('lineRetry')}
      </button>
      <button type="button" className={classes.change} onClick={() => actions.takeBack(line.id)}>
        {t('lineTakeBack')}
      </button>
    </div>
  );
}

function LineDiscount({ line, currency, locale, onType, onSave, onEnter }: PartProps) {
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

/** Number and unit in one field, as they print: Tab goes on to the price. */
function QuantityField({ line, locale, onType, onSave, onEnter }: PartProps) {
  const { t } = useTranslation('money');
  return (
    <InPlace<Quantity>
      label={t('quantity')}
      align="end"
      value={line}
      format={(value) => writeQuantity(value, locale)}
      parse={(text) => readQuantity(text, locale)}
      complaint={t('quantityWrong')}
      onType={onType}
      onSave={({ quantity, unit }) => onSave({ quantity, unit })}
      onEnter={onEnter}
    />
  );
}

function Price({ line, currency, locale, onType, onSave, onEnter }: PartProps) {
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

function Taxes({ line, taxes, onSave }: PartProps) {
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
