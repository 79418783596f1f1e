import { useEffect, useState } from 'react';
import { Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RetentionOrder, RetentionTerms } from '#shared/domain/retention/order.ts';
import { daysOf } from '#shared/domain/retention/windows.ts';
import { ignore } from '#shared/lib/ignore.ts';
import type { RetentionCounts } from '#renderer/vault/retention/api.ts';
import { run } from '#renderer/state/commands.ts';
import { useFormat } from '#renderer/state/format.ts';
import { showProblem } from '#renderer/state/notices.ts';
import { useNow } from '#renderer/state/now.ts';
import { useRecord } from '#renderer/state/records.ts';
import { vault } from '#renderer/state/vault-client.ts';
import { ConfirmDialog, Section, StateBadge } from '#renderer/ui/index.ts';
import { Counts } from './counts.tsx';
import settingsClasses from '../settings.module.css';

interface StandingOrderProps {
  order: RetentionOrder | undefined;
  terms: RetentionTerms;
  isChanged: boolean;
  isOwner: boolean;
  onDone: () => void;
}

/** Whether what is chosen is in force, what would go by it at once, and the switch. */
export function StandingOrder({ order, terms, isChanged, isOwner, onDone }: StandingOrderProps) {
  const { t } = useTranslation('retention');
  const format = useFormat();
  const inForce = useOrderInForce(order);
  const name = useRecord('members', order?.memberId)?.name ?? t('somebody');
  const [counts, setCounts] = useState<RetentionCounts>();
  const [asked, setAsked] = useState<'on' | 'off'>();
  const [isLooking, setLooking] = useState(false);
  const isOn = inForce !== undefined;

  async function look(): Promise<RetentionCounts | undefined> {
    setLooking(true);
    const found = await vault().previewRetention({
      windows: terms.windows,
      documents: terms.documents,
      erasesDocuments: terms.erasesDocuments,
    });
    setLooking(false);
    if (!found.ok) showProblem(found.error);
    else setCounts(found.value);
    return found.ok ? found.value : undefined;
  }

  async function ask(): Promise<void> {
    if ((await look()) !== undefined) setAsked('on');
  }

  async function decide(): Promise<void> {
    const { windows, documents, erasesDocuments } = terms;
    const done = await run('retention.order', {
      isOn: asked === 'on',
      terms: { windows, documents, erasesDocuments },
    });
    if (!done.ok) return;
    setAsked(undefined);
    onDone();
  }

  return (
    <Section
      title={t('order')}
      action={<StateBadge tone={isOn ? 'good' : 'neutral'}>{t(isOn ? 'inForce' : 'notInForce')}</StateBadge>}
    >
      <Text c="dimmed">
        {order !== undefined && isOn
          ? t('since', { when: format.dayAndTime(order.at), who: name })
          : t(order?.isOn === true ? 'unsigned' : 'nothingGoes')}
      </Text>
      {counts !== undefined && <Counts counts={counts} title={t('goesNow')} />}
      <Group gap={8} mt={12}>
        <Button variant="default" loading={isLooking} onClick={() => ignore(look())}>
          {t('look')}
        </Button>
        {isOwner && (isChanged || !isOn) && (
          <Button disabled={isLooking} onClick={() => ignore(ask())}>
            {t(isOn ? 'change' : 'putInForce')}
          </Button>
        )}
        {isOwner && isOn && (
          <Button variant="subtle" color="gray" onClick={() => setAsked('off')}>
            {t('switchOff')}
          </Button>
        )}
      </Group>
      {asked !== undefined && (
        <ConfirmDialog
          opened
          danger={asked === 'on'}
          title={t(asked === 'on' ? 'onTitle' : 'offTitle')}
          confirmLabel={t(asked === 'on' ? 'putInForce' : 'switchOff')}
          onConfirm={() => ignore(decide())}
          onCancel={() => setAsked(undefined)}
        >
          {asked === 'on' && counts !== undefined ? (
            <WhatLeaves counts={counts} terms={terms} />
          ) : (
            <Text>{t('offText')}</Text>
          )}
        </ConfirmDialog>
      )}
    </Section>
  );
}

/** What leaves at once, and what by which date. */
function WhatLeaves({ counts, terms }: { counts: RetentionCounts; terms: RetentionTerms }) {
  const { t } = useTranslation('retention');
  const format = useFormat();
  const now = useNow();
  const country = useRecord('business', 'business')?.country ?? '';
  const days = daysOf('backups', terms.windows, country) ?? 0;
  const date = format.day(now + days * 86_400_000);
  return (
    <Stack gap={12}>
      <Counts counts={counts} title={t('goesFirst')} />
      <Text>{t('atOnce')}</Text>
      <Text>{t('later', { date, count: days })}</Text>
      <Text className={settingsClasses.muted}>{t('notBack')}</Text>
    </Stack>
  );
}

/** The order that an owner's device has signed: the vault has looked at who wrote it. */
function useOrderInForce(order: RetentionOrder | undefined): string | undefined {
  const [found, setFound] = useState<{ of: string | undefined; inForce: string | undefined }>();
  const id = order?.id;
  useEffect(() => {
    const ask = async () => setFound({ of: id, inForce: await vault().retentionOrder() });
    ignore(ask());
  }, [id]);
  return order?.isOn === true && found?.of === id && found?.inForce === id ? id : undefined;
}
