import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ignore } from '#shared/lib/ignore.ts';
import { useClosingOrder } from '#renderer/state/closing-order.ts';
import { useFormat } from '#renderer/state/format.ts';
import { ConfirmDialog } from '#renderer/ui/index.ts';
import classes from './welcome.module.css';

/** A business that is gone from here, or soon is, and whose relay has not heard of it; or since when it has. */
export function ClosingOrder() {
  const { t } = useTranslation('closing');
  const format = useFormat();
  const { order, drop } = useClosingOrder();
  const [asking, setAsking] = useState(false);
  if (order === undefined) return null;
  const { url, since, tried, takenAt } = order;
  const host = URL.parse(url)?.host ?? url;
  if (takenAt !== undefined)
    return (
      <section className={classes.still} aria-label={t('order')}>
        <p className={classes.stillTitle}>{t('order_taken', { host, when: format.full(takenAt) })}</p>
        <Button size="compact-sm" variant="default" onClick={() => ignore(drop())}>
          {t('order_seen')}
        </Button>
      </section>
    );
  return (
    <section className={classes.still} aria-label={t('order')}>
      <p className={classes.stillTitle}>{t('order_open', { host, when: format.full(since) })}</p>
      <p className={classes.text}>
        {tried !== undefined && t(`order_tried.${tried.was}`, { when: format.full(tried.at) })}{' '}
        {t('order_operator')}
      </p>
      <Button size="compact-sm" variant="default" onClick={() => setAsking(true)}>
        {t('order_drop')}
      </Button>
      <ConfirmDialog
        opened={asking}
        danger
        title={t('order_dropTitle')}
        confirmLabel={t('order_drop')}
        onConfirm={() => ignore(drop().then(() => setAsking(false)))}
        onCancel={() => setAsking(false)}
      >
        {t('order_dropText', { host })}
      </ConfirmDialog>
    </section>
  );
}
