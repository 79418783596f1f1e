import { useMemo } from 'react';
import { Checkbox, NativeSelect, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { causesOf } from '#shared/commands/rules/causes.ts';
import type { OwnRule, RuleAction, RuleWhen } from '#shared/domain/own-rule.ts';
import { type WebhookField, webhookFieldsOf, webhookKindOf } from '#shared/domain/webhook-fields.ts';
import type { JsonObject } from '#shared/lib/json.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { webhookPayload } from '#shared/records/webhook-payload.ts';
import { isKeptByLocalOnly } from '#shared/records/webhook-state.ts';
import { useNow } from '#renderer/state/now.ts';
import { useReader, useRecords } from '#renderer/state/records.ts';
import classes from './rules.module.css';

type Tells = RuleAction & { do: 'webhook' };

interface WebhookFieldsProps {
  action: Tells;
  when: RuleWhen;
  onChange: (next: RuleAction) => void;
}

/** Which program is told, and of what happened nothing but what is ticked. */
export function WebhookFields({ action, when, onChange }: WebhookFieldsProps) {
  const { t } = useTranslation('rules');
  const endpoints = useRecords('webhookEndpoints');
  const settings = useReader(['aiSettings']);
  const chosen = endpoints.find(({ id }) => id === action.endpointId);
  const isKept = chosen !== undefined && action.fields.length > 0 && isKeptByLocalOnly(settings, chosen);
  const offered = webhookFieldsOf(when.on);
  const tick = (field: WebhookField, isOn: boolean) =>
    onChange({
      ...action,
      fields: offered.filter((each) => (each === field ? isOn : action.fields.includes(each))),
    });
  return (
    <>
      <NativeSelect
        aria-label={t('kinds.webhook')}
        value={action.endpointId}
        data={[
          { value: '', label: t('choose') },
          ...endpoints.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={({ currentTarget }) => onChange({ ...action, endpointId: currentTarget.value })}
      />
      {endpoints.length === 0 && (
        <Text size="sm" c="dimmed" mt={4}>
          {t('noEndpoints')}{' '}
          <Link to="/settings/$section" params={{ section: 'webhooks' }}>
            {t('toWebhooks')}
          </Link>
        </Text>
      )}
      <fieldset className={classes.told}>
        <legend>{t('told')}</legend>
        {offered.map((field) => (
          <Checkbox
            key={field}
            size="sm"
            label={t(`field.${field}`)}
            checked={action.fields.includes(field)}
            onChange={({ currentTarget: { checked } }) => tick(field, checked)}
          />
        ))}
      </fieldset>
      {isKept && <p className={classes.note}>{t('keptByLocalOnly')}</p>}
      <Preview action={action} when={when} />
    </>
  );
}

const looked = [
  'bookings',
  'business',
  'contacts',
  'conversations',
  'enquiries',
  'identities',
  'issued',
  'jobEvents',
  'jobs',
  'messageStates',
  'messages',
  'payments',
  'stages',
  'visits',
  'webhookArrivals',
] as const;
const month = 30 * 24 * 60 * 60 * 1000;

/** What would have gone out when it last happened, to the letter; with dots for values where it never has. */
function Preview({ action, when }: Pick<WebhookFieldsProps, 'action' | 'when'>) {
  const { t } = useTranslation('rules');
  const records = useReader(looked);
  const now = useNow();
  const { fields } = action;
  const last = useMemo(() => lastOf(records, when, fields, now), [records, when, fields, now]);
  return (
    <figure className={classes.preview}>
      <figcaption>{t(last === undefined ? 'previewShape' : 'previewLast')}</figcaption>
      <pre dir="ltr">{JSON.stringify(last ?? shapeOf(when, fields), undefined, 2)}</pre>
    </figure>
  );
}

function lastOf(
  records: RecordReader,
  when: RuleWhen,
  fields: string[],
  now: number,
): JsonObject | undefined {
  const rule: OwnRule = { id: 'preview', createdAt: 0, order: 0, isOn: true, since: 0, when, actions: [] };
  const cause = causesOf(records, rule, { from: now - month, to: now, isPast: true }).at(-1);
  return cause && webhookPayload(records, { ...cause, kind: webhookKindOf(when), fields });
}

function shapeOf(when: RuleWhen, fields: readonly string[]): JsonObject {
  const data: { [part: string]: string | { [name: string]: string } } = { id: '…' };
  for (const field of webhookFieldsOf(when.on).filter((each) => fields.includes(each))) {
    const [part, name] = field.split('.') as [string, string];
    data[part] = { ...(data[part] as { [name: string]: string } | undefined), [name]: '…' };
  }
  return { type: webhookKindOf(when), timestamp: '…', data };
}
