import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { DocumentContent } from '#shared/domain/invoice.ts';
import type { TaxTerms } from '#shared/domain/invoice-content.ts';
import { checkDates } from '#shared/domain/invoice-check.ts';
import { documentLabels } from '#shared/domain/document/labels.ts';
import { titleOf } from '#shared/domain/document/render.ts';
import { partyLines, reachLines, writeMoney } from '#shared/domain/document/view.ts';
import { newId } from '#shared/lib/ids.ts';
import { run } from '#renderer/state/commands.ts';
import { InPlaceDay } from './in-place-day.tsx';
import { InPlaceText } from './in-place.tsx';
import { Lines } from './lines.tsx';
import { Sums } from './sums.tsx';
import type { DraftEdits } from './use-draft-edits.ts';
import classes from './editor.module.css';

interface DraftSheetProps {
  content: DocumentContent;
  edits: DraftEdits;
  /** The day it is where the business is. */
  today: string;
  terms: TaxTerms;
  onChangeCustomer: () => void;
}

/** The field for the VAT number that reverse charge needs, to be led to. */
export const buyerTaxIdField = 'buyer-tax-id';

/** The draft as the document it will be, with its fields in their places. */
export function DraftSheet(props: DraftSheetProps) {
  const { content, edits } = props;
  const { t } = useTranslation('money');
  return (
    <article className={`pl-document pl-${content.template} pl-${content.paperSize} ${classes.sheet}`}>
      <Head content={content} />
      <Facts {...props} />
      <Lines content={content} edits={edits} terms={props.terms} />
      <Sums content={content} edits={edits} />
      {content.paymentInstructions !== undefined && (
        <section className="pl-payment" title={t('fromSettings')}>
          <h2>{documentLabels(content.locale).payment}</h2>
          <p className={classes.multiline}>{content.paymentInstructions}</p>
        </section>
      )}
      <section className="pl-notes">
        <h2>{documentLabels(content.locale).notes}</h2>
        <InPlaceText
          label={t('notes')}
          placeholder={t('notesHint')}
          multiline
          value={edits.document.notes ?? ''}
          onSave={(notes) => edits.update({ notes: notes.trim() || undefined })}
        />
      </section>
      {content.footer !== undefined && (
        <footer className={`pl-footer ${classes.multiline}`} title={t('fromSettings')}>
          {content.footer}
        </footer>
      )}
    </article>
  );
}

function Head({ content }: { content: DocumentContent }) {
  const { t } = useTranslation('money');
  const labels = documentLabels(content.locale);
  return (
    <header className="pl-head">
      <div className="pl-seller" title={t('fromSettings')}>
        <p className="pl-seller-name">{content.seller.name}</p>
        {partyLines(content.seller, content).map((line) => (
          <p key={line}>{line}</p>
        ))}
        <p>{reachLines(content.seller).join(' · ')}</p>
      </div>
      <div className="pl-title">
        <h2 className={classes.title}>{titleOf(content, labels)}</h2>
        <p className="pl-draft">{labels.draft}</p>
      </div>
    </header>
  );
}

function Facts({ content, edits, today, onChangeCustomer }: DraftSheetProps) {
  const { t } = useTranslation('money');
  const labels = documentLabels(content.locale);
  const { locale } = content;
  const dates = checkDates(content, today);
  const days = [
    ['issueDate', labels.issueDate, content.issueDate],
    ['supplyDate', labels.supplyDate, content.supplyDate],
    ...(content.kind === 'invoice' ? [['dueDate', labels.dueDate, content.dueDate] as const] : []),
  ] as const;
  return (
    <section className="pl-facts">
      <div className="pl-buyer">
        <h2>{labels.billTo}</h2>
        <p className="pl-buyer-name">
          <Link to="/people/$contactId" params={{ contactId: content.contactId }} className={classes.quiet}>
            {content.buyer.name}
          </Link>
        </p>
        {partyLines(content.buyer, content).map((line) => (
          <p key={line}>{line}</p>
        ))}
        {content.buyer.taxIds === undefined &&
          content.totals.taxes.some(({ tax }) => tax.category === 'AE') && (
            <div>
              <BuyerTaxId contactId={content.contactId} />
            </div>
          )}
        {content.kind === 'invoice' && (
          <button type="button" className={classes.change} onClick={onChangeCustomer}>
            {t('changeCustomer')}
          </button>
        )}
      </div>
      <dl className="pl-dates">
        {days.map(([field, label, value]) => (
          <div key={field}>
            <dt>{label}</dt>
            <dd>
              <InPlaceDay
                label={label}
                value={value}
                locale={locale}
                placeholder={t('noDay')}
                onSave={(day) => edits.update({ [field]: day })}
              />
            </dd>
          </div>
        ))}
        {content.kind === 'invoice' && (
          <div>
            <dt>{labels.amountDue}</dt>
            <dd>{writeMoney(content.totals.gross, content)}</dd>
          </div>
        )}
        {!dates.ok && (
          <p role="alert" className={classes.wrong}>
            {`${dates.error.message} ${dates.error.remedy ?? ''}`}
          </p>
        )}
        {content.correctsNumber !== undefined && (
          <div>
            <dt>{labels.corrects}</dt>
            <dd>{content.correctsNumber}</dd>
          </div>
        )}
      </dl>
    </section>
  );
}

/** Asked for where it is missing: the contact keeps it, so that the next invoice has it. */
function BuyerTaxId({ contactId }: { contactId: string }) {
  const { t } = useTranslation('money');
  return (
    <InPlaceText
      id={buyerTaxIdField}
      label={t('buyerTaxId')}
      placeholder={t('buyerTaxIdHint')}
      value=""
      onSave={(value) =>
        run('contact.update', {
          id: contactId,
          fields: { taxIds: { [newId(crypto)]: { value: value.trim(), label: t('vatNumber') } } },
        })
      }
    />
  );
}
