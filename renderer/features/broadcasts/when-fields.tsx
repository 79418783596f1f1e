import { Checkbox, Group, NativeSelect, Radio, Stack, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { dailyLimitOf } from '#shared/commands/broadcast/limits.ts';
import { dailyLimits, mailDailyLimits } from '#shared/domain/broadcast/broadcast.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useReader } from '#renderer/state/records.ts';
import type { DraftForm } from './draft-form.ts';
import classes from './broadcasts.module.css';

/** When it begins, and how many days it takes by what Meta allows in one. */
export function WhenFields({ form, count }: { form: DraftForm; count: number }) {
  const { t } = useTranslation('broadcasts');
  const { timeZone, locale } = useFormat();
  const records = useReader(['accountEvents']);
  const numbers = new Intl.NumberFormat(locale);
  const { when, limit, over, isQuiet } = form.values;
  const isMail = over === 'email';
  // What it says does not matter here, only that it is an e-mail.
  const kind = isMail ? { mail: { subject: '', text: '' } } : {};
  const allowed = dailyLimitOf(records, { ...kind, ...(limit !== '' && { limit: Number(limit) }) });
  const isSaidByMeta = dailyLimitOf(records, { ...kind, limit: 1 }) !== 1;
  const days = Math.ceil(count / allowed);
  return (
    <section aria-label={t('when')}>
      <h2 className={classes.step}>{t('when')}</h2>
      <Stack gap={12}>
        <Radio.Group aria-label={t('when')} {...form.getInputProps('when')}>
          <Group gap={16}>
            <Radio value="now" label={t('now')} />
            <Radio value="later" label={t('later')} />
          </Group>
        </Radio.Group>
        {when === 'later' && (
          <Group gap={12} align="flex-start">
            <TextInput type="date" label={t('day')} {...form.getInputProps('day')} />
            <TextInput
              type="time"
              label={t('time')}
              description={timeZone}
              {...form.getInputProps('time')}
              inputWrapperOrder={['label', 'input', 'description', 'error']}
            />
          </Group>
        )}
        <Group gap={12} align="flex-end">
          <Checkbox
            label={t('quiet')}
            style={{ alignSelf: 'center' }}
            {...form.getInputProps('isQuiet', { type: 'checkbox' })}
          />
          {isQuiet && (
            <>
              <TextInput
                type="time"
                size="xs"
                aria-label={t('quietFrom')}
                {...form.getInputProps('quietFrom')}
              />
              <span aria-hidden>–</span>
              <TextInput
                type="time"
                size="xs"
                aria-label={t('quietUntil')}
                {...form.getInputProps('quietUntil')}
              />
            </>
          )}
        </Group>
        {!isSaidByMeta && (
          <NativeSelect
            label={t(isMail ? 'mailLimit' : 'limit')}
            description={t(isMail ? 'mailLimitHint' : 'limitHint')}
            data={[
              { value: '', label: t('limitUnknown') },
              ...(isMail ? mailDailyLimits : dailyLimits).map((each) => ({
                value: String(each),
                label: each === 0 ? t('limitNone') : t('limitOf', { number: numbers.format(each) }),
              })),
            ]}
            {...form.getInputProps('limit')}
          />
        )}
        <Text size="sm" c="dimmed">
          {Number.isFinite(allowed) && t('perDay', { number: numbers.format(allowed) })}{' '}
          {days > 1 && t('takesDays', { count: days })} {t('whenHint')}
        </Text>
      </Stack>
    </section>
  );
}
