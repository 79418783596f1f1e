import { useCallback, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { DocumentContent } from '#shared/domain/invoice.ts';
import type { TaxTerms } from '#shared/domain/invoice-content.ts';
import { documentLabels } from '#shared/domain/document/labels.ts';
import { lineTableClass } from '#shared/domain/document/view.ts';
import { useRecord, useRecords } from '#renderer/state/records.ts';
import { LineRow } from './line-row.tsx';
import { taxOptions } from './tax-options.ts';
import type { DraftEdits } from './use-draft-edits.ts';

interface LinesProps {
  content: DocumentContent;
  edits: DraftEdits;
  terms: TaxTerms;
}

/** The lines of the document, and an empty one to go on with. */
export function Lines({ content, edits, terms }: LinesProps) {
  const labels = documentLabels(content.locale);
  const body = useRef<HTMLTableSectionElement>(null);
  const allServices = useRecords('services');
  const services = useMemo(
    () =>
      allServices
        .filter((service) => service.archivedAt === undefined)
        .toSorted((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1)),
    [allServices],
  );
  const isNew = edits.document.lines?.[edits.nextLine.id] === undefined;
  const rows = isNew ? [...edits.lines, edits.nextLine] : edits.lines;
  const taxes = useTaxOptions(
    rows.map((line) => line.taxIds ?? []),
    terms,
    content.locale,
  );

  const focusNext = useCallback((id: string) => {
    requestAnimationFrame(() => {
      const all = [...(body.current?.rows ?? [])];
      const at = all.findIndex((row) => row.dataset['line'] === id);
      all[Math.min(at + 1, all.length - 1)]?.querySelector('textarea')?.focus();
    });
  }, []);

  return (
    <table className={lineTableClass(content)}>
      <thead>
        <tr>
          <th scope="col">{labels.description}</th>
          <th scope="col" className="pl-figure pl-quantity">
            {labels.quantity}
          </th>
          <th scope="col" className="pl-figure">
            {labels.price}
          </th>
          {taxes.length > 1 && (
            <th scope="col" className="pl-tax">
              {labels.tax}
            </th>
          )}
          <th scope="col" className="pl-figure">
            {labels.amount}
          </th>
        </tr>
      </thead>
      <tbody ref={body}>
        {rows.map((line) => (
          <LineRow
            key={line.id}
            line={line}
            fresh={line.id === edits.nextLine.id}
            services={services}
            taxes={taxes}
            currency={content.currency}
            locale={content.locale}
            isRefused={edits.isRefused(line.id)}
            actions={edits.lineActions}
            onEnter={focusNext}
          />
        ))}
      </tbody>
    </table>
  );
}

/** The same options until taxes or what the lines have of them change: typing a price changes none. */
function useTaxOptions(present: string[][], { taxes }: TaxTerms, locale: string) {
  const { t } = useTranslation('money');
  const usual = useRecord('business', 'business')?.defaultTaxIds;
  const noTax = t('noTax');
  const sets = JSON.stringify([...new Set(present.map((ids) => JSON.stringify(ids)))]);
  return useMemo(() => {
    const lists = (JSON.parse(sets) as string[]).map((ids) => JSON.parse(ids) as string[]);
    return taxOptions(taxes, usual, lists, locale, noTax);
  }, [sets, taxes, usual, locale, noTax]);
}
