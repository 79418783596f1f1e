import { Group, NativeSelect, Radio, Stack, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { dailyLimitOf } from '#shared/commands/broadcast/limits.ts';
import { dailyLimits } from '#shared/domain/broadcast/broadcast.ts';
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
  const { when, limit } = form.values;
  const allowed = dailyLimitOf(records, limit === '' ? {} : { limit: Number(limit) });
  const isSaidByMeta = dailyLimitOf(records, { limit: 1 }) !== 1;
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
        {!isSaidByMeta && (
          <NativeSelect
            label={t('limit')}
            description={t('limitHint')}
            data={[
              { value: '', label: t('limitUnknown') },
              ...dailyLimits.map((each) => ({
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
