import { Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { DocumentContent } from '#shared/domain/invoice.ts';
import type { SumRow } from '#shared/domain/document/view.ts';
import { describeTax, sumRows, taxRemarks, writeAmount } from '#shared/domain/document/view.ts';
import { formatPercent } from '#shared/domain/money-text.ts';
import { discountField, readDiscount, writeDiscount } from './discount-text.ts';
import { InPlace } from './in-place.tsx';
import type { DraftEdits } from './use-draft-edits.ts';
import classes from './editor.module.css';

/** The figures under the lines: they follow every key; a tax says on hover how it came about. */
export function Sums({ content, edits }: { content: DocumentContent; edits: DraftEdits }) {
  const rows = sumRows(content).filter((row) => row.kind !== 'discount');
  const before = rows.findIndex((row) => row.kind !== 'subtotal');
  return (
    <section className="pl-sums">
      <div className="pl-remarks">
        {taxRemarks(content).map((remark) => (
          <p key={remark}>{remark}</p>
        ))}
      </div>
      <table>
        <tbody>
          {rows.slice(0, before).map((row) => (
            <Row key={row.label} row={row} content={content} />
          ))}
          <DiscountRow content={content} edits={edits} />
          {rows.slice(before).map((row) => (
            <Row key={row.label} row={row} content={content} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Row({ row, content }: { row: SumRow; content: DocumentContent }) {
  const reason = useTaxReason(row, content);
  const label =
    reason === undefined ? (
      row.label
    ) : (
      <Tooltip label={reason} multiline maw={320} events={{ hover: true, focus: true, touch: true }}>
        <button type="button" className={classes.explained}>
          {row.label}
        </button>
      </Tooltip>
    );
  return (
    <tr className={`pl-sum-${row.weight}`}>
      <th scope="row">{label}</th>
      <td data-sum={row.kind}>{row.value}</td>
    </tr>
  );
}

function DiscountRow({ content, edits }: { content: DocumentContent; edits: DraftEdits }) {
  const { t } = useTranslation('money');
  const { currency, locale, totals } = content;
  const discount = BigInt(totals.discount);
  // A credit takes back its part of the invoice's discount: nothing to be said here.
  if (content.kind === 'creditNote') {
    const taken = sumRows(content).find(({ kind }) => kind === 'discount');
    return taken === undefined ? null : <Row row={taken} content={content} />;
  }
  return (
    <tr className={discount === 0n ? classes.noDiscount : undefined}>
      <th scope="row">
        <span className={classes.discount}>
          {t('discount')}
          <InPlace
            label={t('documentDiscount')}
            value={edits.document.discount ?? {}}
            format={(value) => writeDiscount(value, currency, locale)}
            parse={(text) => readDiscount(text, currency, locale)}
            complaint={t('discountWrong')}
            placeholder={t('discountHint')}
            onType={edits.typeDiscount}
            onSave={(value) => edits.update({ discount: discountField(value) })}
          />
        </span>
      </th>
      <td>{discount === 0n ? '' : writeAmount(-discount, content)}</td>
    </tr>
  );
}

function useTaxReason(row: SumRow, content: DocumentContent): string | undefined {
  const { t } = useTranslation('money');
  const subtotal = content.totals.taxes.find(({ taxId }) => taxId === row.taxId);
  if (subtotal === undefined) return undefined;
  const { tax, base, amount } = subtotal;
  const write = (minor: string) => writeAmount(minor, content);
  const words = {
    tax: describeTax(tax, content.locale),
    rate: formatPercent(tax.rate, content.locale),
    base: write(base),
    amount: write(amount),
  };
  const how = content.pricesIncludeTax ? t('taxIncluded', words) : t('taxAdded', words);
  return `${how} ${t(content.taxRounding === 'line' ? 'roundedByLine' : 'roundedOnce')}`;
}
