import { useState } from 'react';
import { Button, Group, Radio, Select, Stack, Text } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { channelRules } from '#shared/channels/channel.ts';
import { accountIdOf } from '#shared/domain/channel.ts';
import { dayOf } from '#shared/domain/day.ts';
import { rateCategories, rateOn } from '#shared/domain/message-rate.ts';
import { countryOfNumber, formatPhone, normalisePhone } from '#shared/domain/phone.ts';
import { ignore } from '#shared/lib/ignore.ts';
import type { Problem } from '#shared/lib/result.ts';
import { showInPlace } from '#shared/lib/shown-problems.ts';
import { whatsappAccounts } from '#shared/records/accounts.ts';
import { run } from '#renderer/state/commands.ts';
import { useCustomerChoice } from '#renderer/state/customers.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useCostWords } from '#renderer/state/message-cost.ts';
import { useNow } from '#renderer/state/now.ts';
import { useRecord, useRecords, useRecordsBy, windowRecords } from '#renderer/state/records.ts';
import { Dialog, FormButtons } from '#renderer/ui/index.ts';
import { type Way, waysTo } from './ways.ts';

interface WriteFirstProps {
  /** Chosen already; empty where the owner is to choose. */
  contactId: string;
  onClose: () => void;
  /** With the conversation in which it is written. */
  onDone: (conversationId: string) => void;
}

/** To whom, and by which way; what is written stands in the conversation then. */
export function WriteFirst({ contactId: given, onClose, onDone }: WriteFirstProps) {
  const { t } = useTranslation('write');
  const [contactId, setContactId] = useState(given);
  const choice = useCustomerChoice(contactId);
  return (
    <Dialog opened title={t('title')} onClose={onClose}>
      <Stack gap={12}>
        <Select
          label={t('to')}
          placeholder={t('toHint')}
          {...choice}
          value={contactId === '' ? null : contactId}
          onChange={(id) => setContactId(id ?? '')}
          nothingFoundMessage={t('nobodyFound')}
          data-autofocus={given === '' || undefined}
        />
        {contactId !== '' && <Ways key={contactId} contactId={contactId} onClose={onClose} onDone={onDone} />}
      </Stack>
    </Dialog>
  );
}

function Ways({ contactId, onClose, onDone }: WriteFirstProps) {
  const { t } = useTranslation('write');
  const words = useWayWords();
  const ways = useWays(contactId);
  const [chosen, setChosen] = useState<string>();
  const [failure, setFailure] = useState<Problem>();
  const way = ways.find(({ key }) => key === chosen) ?? ways[0];
  if (way === undefined) return <NoWay contactId={contactId} />;

  async function write(by: Way) {
    if (by.kind === 'conversation') return onDone(by.conversation.id);
    const { number, accountId } = by;
    const begun = await run('conversation.begin', { contactId, number, accountId }, { quiet: true });
    if (begun.ok) onDone(begun.value.id);
    else setFailure(showInPlace(begun.error));
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        ignore(write(way));
      }}
    >
      <Radio.Group label={t('by')} value={way.key} onChange={setChosen} error={failure?.message}>
        <Stack gap={8} mt={4}>
          {ways.map((each, index) => (
            <Radio
              key={each.key}
              value={each.key}
              label={words(each)}
              data-autofocus={index === 0 || undefined}
            />
          ))}
        </Stack>
      </Radio.Group>
      {way.kind === 'number' && (
        <Text size="sm" c="dimmed" mt={12}>
          {t('template')} <KindsCost number={way.number} />
        </Text>
      )}
      <FormButtons submit={t('write')} onCancel={onClose} />
    </form>
  );
}

/** What each kind of template costs to a number's country, where the owner's table says so. */
function KindsCost({ number }: { number: string }) {
  const { t, i18n } = useTranslation('rates');
  const words = useCostWords();
  const rates = useRecords('messageRates');
  const home = useRecord('business', 'business')?.country;
  const { timeZone } = useFormat();
  const day = dayOf(useNow(), timeZone);
  const country = countryOfNumber(normalisePhone(number, home));
  const list = rateCategories.flatMap((category) => {
    const rate = rateOn(rates, { category, country, day });
    return rate === undefined
      ? []
      : [t('kind', { category: t(`categories.${category}`), cost: words([rate]) })];
  });
  if (list.length === 0) return null;
  return t('kinds', { list: new Intl.ListFormat(i18n.language).format(list) });
}

/** What is missing, and where it is put right. */
function NoWay({ contactId }: { contactId: string }) {
  const { t } = useTranslation('write');
  const navigate = useNavigate();
  const isConnected = whatsappAccounts(windowRecords).length > 0;
  return (
    <Stack gap={12}>
      <Text>{t(isConnected ? 'noNumber' : 'noChannel')}</Text>
      <Group justify="flex-end">
        {isConnected ? (
          <Button onClick={() => ignore(navigate({ to: '/people/$contactId', params: { contactId } }))}>
            {t('toContact')}
          </Button>
        ) : (
          <Button
            onClick={() => ignore(navigate({ to: '/settings/$section', params: { section: 'channels' } }))}
          >
            {t('toChannels')}
          </Button>
        )}
      </Group>
    </Stack>
  );
}

function useWays(contactId: string): Way[] {
  const contact = useRecord('contacts', contactId);
  const conversations = useRecordsBy('conversations', 'contactId', contactId);
  const country = useRecord('business', 'business')?.country;
  if (contact === undefined) return [];
  return waysTo({ contact, conversations, accounts: whatsappAccounts(windowRecords), country });
}

function useWayWords(): (way: Way) => string {
  const { t } = useTranslation('write');
  const format = useFormat();
  const country = useRecord('business', 'business')?.country;
  const channels = useRecords('channels');
  const named = (accountId: string) => channels.find((each) => accountIdOf(each) === accountId)?.name;
  return (way) => {
    if (way.kind === 'number') {
      const own = channels.length > 1 ? named(way.accountId) : undefined;
      const number = formatPhone(way.number, country);
      return own === undefined ? t('number', { number }) : t('numberFrom', { number, own });
    }
    const { channel, accountId, lastInboundAt, lastAt } = way.conversation;
    const name =
      channels.length > 1 ? (named(accountId) ?? channelRules(channel).name) : channelRules(channel).name;
    return lastInboundAt === undefined
      ? t('talk', { name, day: format.day(lastAt) })
      : t('talkWritten', { name, day: format.day(lastInboundAt) });
  };
}
