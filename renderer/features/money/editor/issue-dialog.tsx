import { useState } from 'react';
import { Alert, List, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { laterBefore, numberPreview } from '#shared/commands/invoice-issue.ts';
import type { DocumentContent } from '#shared/domain/invoice.ts';
import { addressLines, writeMoney } from '#shared/domain/document/view.ts';
import { formatDay } from '#shared/domain/day.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { save } from '#renderer/state/commands.ts';
import { ConfirmDialog } from '#renderer/ui/index.ts';
import { useFormat } from '#renderer/state/format.ts';
import { windowRecords } from '#renderer/state/records.ts';
import { useSession } from '#renderer/state/session.ts';
import classes from '../document.module.css';

interface IssueDialogProps {
  content: DocumentContent;
  onClose: () => void;
}

/** Asks once, and says which number it becomes and what is fixed from then on. */
export function IssueDialog({ content, onClose }: IssueDialogProps) {
  const { t } = useTranslation('money');
  const { currency: own } = useFormat();
  const [busy, setBusy] = useState(false);
  const device = useSession((session) => session.device);
  const number = nextNumber(content, device);
  const later = device !== undefined ? laterOne(content, device) : undefined;
  const missing = missingDetails(content);
  const total = writeMoney(content.totals.gross, content);

  async function issue() {
    setBusy(true);
    const issued = await save('invoice.issue', { id: content.documentId, agreedTotal: content.totals.gross });
    setBusy(false);
    if (issued.ok) onClose();
  }

  return (
    <ConfirmDialog
      opened
      title={t(content.kind === 'creditNote' ? 'issueCreditNoteTitle' : 'issueTitle')}
      confirmLabel={t('issue')}
      busy={busy}
      onConfirm={() => ignore(issue())}
      onCancel={onClose}
    >
      <Stack gap={12}>
        <Text>{t('issueWhat', { total, customer: content.buyer.name })}</Text>
        {BigInt(content.totals.gross) === 0n && <Alert color="yellow">{t('issueNothing')}</Alert>}
        <Text fw={600}>{number === undefined ? t('issueNumberUnknown') : t('issueNumber', { number })}</Text>
        {later !== undefined && (
          <Alert color="yellow">
            {t('issueOrder', { number: later.number, day: formatDay(later.issueDate, content.locale) })}
          </Alert>
        )}
        {content.currency !== own && <Text>{t('issueCurrency', { currency: content.currency, own })}</Text>}
        <Text c="dimmed">{t('issueFixed')}</Text>
        {missing.length > 0 && (
          <div>
            <Text>{t('missing')}</Text>
            <List size="sm">
              {missing.map((detail) => (
                <List.Item key={detail}>
                  {detail === 'buyerAddress' ? (
                    t(`missingDetail.${detail}`)
                  ) : (
                    <Link to="/settings/$section" params={{ section: 'business' }} className={classes.link}>
                      {t(`missingDetail.${detail}`)}
                    </Link>
                  )}
                </List.Item>
              ))}
            </List>
          </div>
        )}
      </Stack>
    </ConfirmDialog>
  );
}

/** Each computer has its own series, so that this one's next number is known. */
function nextNumber(
  content: DocumentContent,
  device: { id: string; place?: number | undefined } | undefined,
): string | undefined {
  if (device === undefined) return undefined;
  return numberPreview(windowRecords, content, { deviceId: device.id, place: device.place, now: Date.now() });
}

function laterOne(content: DocumentContent, device: { id: string; place?: number | undefined }) {
  return laterBefore(windowRecords, content, { deviceId: device.id, place: device.place, now: Date.now() });
}

const details = ['sellerAddress', 'sellerTaxId', 'buyerAddress', 'payment'] as const;

/** What many countries ask for on an invoice and this one does not have; a hint, never a refusal. */
function missingDetails({
  seller,
  buyer,
  totals,
  kind,
  paymentInstructions,
}: DocumentContent): (typeof details)[number][] {
  const lacks = {
    sellerAddress: addressLines(seller.address).length === 0,
    sellerTaxId: seller.taxIds === undefined && BigInt(totals.tax) !== 0n,
    buyerAddress: addressLines(buyer.address).length === 0,
    payment: kind === 'invoice' && paymentInstructions === undefined,
  };
  return details.filter((detail) => lacks[detail]);
}
