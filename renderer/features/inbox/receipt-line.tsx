import { Link } from '@tanstack/react-router';
import { IconCloudUp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Receipt } from '#shared/domain/model-provider.ts';
import { useFormat } from '#renderer/state/format.ts';
import { formatBytes } from '#renderer/ui/index.ts';
import classes from './receipt-line.module.css';

/** What left for an answer, where to and when; leads to the ledger. */
export function ReceiptLine({ receipt }: { receipt: Receipt }) {
  const { t } = useTranslation('inbox');
  const format = useFormat();
  const { provider, model, origin, bytes, replaced, at, ledgerId } = receipt;
  const facts = { provider, model, origin, size: formatBytes(bytes, format.locale), at: format.full(at) };
  return (
    <Link
      to="/settings/$section"
      params={{ section: 'security' }}
      hash={ledgerId}
      className={classes.receipt}
      title={t('receiptFull', { ...facts, count: replaced })}
    >
      <IconCloudUp size={14} stroke={1.5} aria-hidden />
      {t('receipt', facts)}
    </Link>
  );
}
