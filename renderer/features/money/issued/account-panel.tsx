import { useMemo } from 'react';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { formatDay } from '#shared/domain/day.ts';
import type { IssuedDocument, Payment } from '#shared/domain/invoice.ts';
import type { Account } from '#shared/domain/invoice-status.ts';
import { writeMoney } from '#shared/domain/document/view.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { save } from '#renderer/state/commands.ts';
import { Section } from '#renderer/ui/index.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useRecord, useRecords } from '#renderer/state/records.ts';
import { useSigners } from '#renderer/state/signers.ts';
import classes from '../document.module.css';

/** What happened to an invoice since it was issued: payments, credit notes, and what is open. */
export function AccountPanel({ issued, account }: { issued: IssuedDocument; account: Account }) {
  const { t } = useTranslation('money');
  const { locale } = useFormat();
  const write = (minor: bigint | string) => writeMoney(minor, { ...issued, locale });
  return (
    <>
      <Section title={t('account')}>
        <dl className={classes.figures}>
          <dt>{t('total')}</dt>
          <dd>{write(issued.totals.gross)}</dd>
          {account.credited !== 0n && (
            <>
              <dt>{t('credited')}</dt>
              <dd>{write(account.credited)}</dd>
            </>
          )}
          <dt>{t('paid')}</dt>
          <dd>{write(account.paid)}</dd>
          <dt data-strong>{account.due < 0n ? t('toRefund') : t('open')}</dt>
          <dd data-strong>{write(account.due < 0n ? -account.due : account.due)}</dd>
        </dl>
        <SignedOn collection="issued" id={issued.id} />
      </Section>
      <Payments issued={issued} />
      <Related issued={issued} />
    </>
  );
}

function Payments({ issued }: { issued: IssuedDocument }) {
  const { t } = useTranslation('money');
  const payments = useRecords('payments');
  const own = useMemo(
    () =>
      payments.filter(({ issuedId }) => issuedId === issued.id).toSorted((a, b) => a.createdAt - b.createdAt),
    [payments, issued.id],
  );
  const reversed = new Set(own.map((payment) => payment.reverses));
  if (own.length === 0) return null;
  return (
    <Section title={t('payments')}>
      <ul className={classes.payments}>
        {own.map((payment) => (
          <PaymentLine
            key={payment.id}
            payment={payment}
            digits={issued.digits}
            reversible={payment.reverses === undefined && !reversed.has(payment.id)}
          />
        ))}
      </ul>
    </Section>
  );
}

interface PaymentLineProps {
  payment: Payment;
  /** Of the invoice that it is for. */
  digits: number;
  reversible: boolean;
}

function PaymentLine({ payment, digits, reversible }: PaymentLineProps) {
  const { t } = useTranslation('money');
  const { locale } = useFormat();
  const what = payment.reverses === undefined ? t(`method.${payment.method}`) : t('reversal');
  return (
    <li className={classes.payment}>
      <span>{formatDay(payment.day, locale)}</span>
      <span>{writeMoney(payment.amount, { currency: payment.currency, digits, locale })}</span>
      <span className={classes.soft}>
        {[what, payment.reference].filter(Boolean).join(' · ')}
        <SignedOn collection="payments" id={payment.id} />
      </span>
      <span>
        {reversible && (
          <Button
            size="compact-xs"
            variant="subtle"
            color="gray"
            onClick={() => ignore(save('payment.reverse', { id: payment.id }))}
          >
            {t('reverse')}
          </Button>
        )}
      </span>
    </li>
  );
}

/** Whose device has signed it: what a record says of itself proves nothing. */
function SignedOn({ collection, id }: { collection: 'issued' | 'payments'; id: string }) {
  const { t } = useTranslation('money');
  const who = useSigners(collection, id, t('deviceOfBefore'));
  if (who === undefined) return null;
  return (
    <div className={classes.soft} dir="auto">
      {t(`signedOn.${collection}`, { who })}
    </div>
  );
}

function Related({ issued }: { issued: IssuedDocument }) {
  const { t } = useTranslation('money');
  const documents = useRecords('issued');
  const job = useRecord('jobs', issued.jobId);
  const credits = documents.filter((document) => document.correctsId === issued.id);
  return (
    <Section title={t('related')}>
      <ul className={classes.payments}>
        <li>
          <Link className={classes.link} to="/people/$contactId" params={{ contactId: issued.contactId }}>
            {issued.buyer.name}
          </Link>
        </li>
        {job !== undefined && (
          <li>
            <Link className={classes.link} to="/jobs/$jobId" params={{ jobId: job.id }}>
              {job.title}
            </Link>
          </li>
        )}
        {credits.map((credit) => (
          <li key={credit.id}>
            <Link className={classes.link} to="/money/$documentId" params={{ documentId: credit.id }}>
              {t('creditNote', { number: credit.number })}
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}
