import { Anchor, Button, CopyButton, Group, Stack, Text, TextInput, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { addDays, addMonths, formatDay } from '#shared/domain/day.ts';
import { formatAmount, parseMoney } from '#shared/domain/money-text.ts';
import type { Plan } from '#shared/domain/plan.ts';
import { type PlanTerms, priceOn } from '#shared/domain/plan-terms.ts';
import type { Contact } from '#shared/domain/contact.ts';
import { run } from '#renderer/state/commands.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useRecord } from '#renderer/state/records.ts';
import { useKept } from '#renderer/ui/index.ts';
import { amountOf, keptRenewal } from './plan-values.ts';

/** A plan's next year: its price, words for the customer that can be sent, and what they answered. */
export function RenewDialog({ plan, onClose }: { plan: Plan; onClose: () => void }) {
  const terms = useRecord('planTerms', plan.id);
  if (terms?.renewsOn === undefined) return null;
  return <Renewal plan={plan} terms={terms} renewsOn={terms.renewsOn} onClose={onClose} />;
}

interface RenewalProps {
  plan: Plan;
  terms: PlanTerms;
  renewsOn: string;
  onClose: () => void;
}

function Renewal({ plan, terms, renewsOn, onClose }: RenewalProps) {
  const { t } = useTranslation('plans');
  const { currency: own, locale, money } = useFormat();
  const contact = useRecord('contacts', plan.contactId);
  const proposed = terms.proposed?.[renewsOn]?.price ?? priceOn(terms, renewsOn);
  const currency = proposed?.currency ?? own;
  const [text, setText] = useKept(
    keptRenewal(plan),
    proposed === undefined ? '' : formatAmount(proposed.amount, proposed.currency, locale),
  );
  const isAmount = text === '' || parseMoney(text, currency, locale) !== undefined;
  const price = amountOf(text, currency, locale);
  const until = formatDay(addDays(addMonths(renewsOn, 12), -1), locale);
  const words = t('renewalWords', {
    name: contact?.name ?? '',
    title: plan.title,
    day: formatDay(addDays(renewsOn, -1), locale),
    until,
    price:
      price === undefined ? '' : `${money(price.amount, price.currency)} ${t(`billings.${terms.billing}`)}`,
  });

  async function keep(): Promise<void> {
    const before = terms.proposed?.[renewsOn]?.price;
    if (price === undefined || price.amount === before?.amount) return;
    await run('plan.propose', { id: plan.id, renewsOn, price });
  }
  async function renew(): Promise<void> {
    if ((await run('plan.renew', { id: plan.id, renewsOn, ...(price && { price }) })).ok) onClose();
  }
  async function end(): Promise<void> {
    if ((await run('plan.end', { id: plan.id, lastDay: addDays(renewsOn, -1) })).ok) onClose();
  }

  return (
    <Stack gap={12}>
      <Text size="sm">{t('renewalOf', { title: plan.title, day: formatDay(renewsOn, locale), until })}</Text>
      <TextInput
        label={t(terms.billing === 'visit' ? 'pricePerVisit' : 'price', { currency })}
        value={text}
        error={isAmount ? null : t('priceWrong')}
        onChange={(event) => setText(event.currentTarget.value)}
        onBlur={() => void keep()}
        data-autofocus
      />
      <Textarea label={t('renewalMessage')} value={words} readOnly autosize minRows={3} dir="auto" />
      <Ways words={words} subject={plan.title} contact={contact} />
      <Group justify="flex-end" gap={8} mt={12}>
        <Button variant="default" onClick={() => void end()}>
          {t('renewalEnd')}
        </Button>
        <Button disabled={!isAmount} onClick={() => void renew()}>
          {t('renewalAgreed')}
        </Button>
      </Group>
    </Stack>
  );
}

/** How the words reach the customer: by what this computer has for it. Who wants no messages gets none. */
function Ways({ words, subject, contact }: { words: string; subject: string; contact: Contact | undefined }) {
  const { t } = useTranslation('plans');
  const phone = Object.values(contact?.phones ?? {})[0]?.number;
  const email = Object.values(contact?.emails ?? {})[0]?.address;
  const body = encodeURIComponent(words);
  return (
    <Group gap={12}>
      <CopyButton value={words}>
        {({ copied, copy }) => (
          <Button size="compact-sm" variant="default" onClick={copy}>
            {t(copied ? 'copied' : 'copy')}
          </Button>
        )}
      </CopyButton>
      {phone !== undefined && (
        <Anchor size="sm" href={`sms:${phone}?body=${body}`} target="_blank" rel="noreferrer">
          {t('bySms')}
        </Anchor>
      )}
      {email !== undefined && (
        <Anchor
          size="sm"
          href={`mailto:${email}?subject=${encodeURIComponent(subject)}&body=${body}`}
          target="_blank"
          rel="noreferrer"
        >
          {t('byEmail')}
        </Anchor>
      )}
    </Group>
  );
}
