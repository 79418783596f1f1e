import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { arrivalFields, type WebhookSource } from '#shared/domain/webhook-source.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { sourceUrl } from '#shared/sync/webhook-source.ts';
import { run } from '#renderer/state/commands.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useRecords } from '#renderer/state/records.ts';
import { useSession } from '#renderer/state/session.ts';
import { AddButton, ConfirmButton, Section, StateBadge } from '#renderer/ui/index.ts';
import { CopyField } from '../copy-field.tsx';
import settingsClasses from '../settings.module.css';
import { SecretDialog, type ShownSecret } from './secret-dialog.tsx';
import { SourceForm } from './source-form.tsx';
import classes from './webhooks.module.css';

/** Programs that send something here: each becomes an enquiry. */
export function IncomingSection() {
  const { t } = useTranslation('webhooks');
  const relayUrl = useSession(({ sync }) => sync.relayUrl);
  const sources = useRecords('webhookSources')
    .filter(({ closedAt }) => closedAt === undefined)
    .toSorted((a, b) => a.createdAt - b.createdAt);
  const [isAdding, setAdding] = useState(false);
  const [secret, setSecret] = useState<ShownSecret>();
  return (
    <Section
      title={t('in')}
      hint={t('inHint')}
      action={
        relayUrl !== undefined && (
          <AddButton label={t('addSource')} onClick={() => setAdding(true)} disabled={isAdding} />
        )
      }
    >
      {relayUrl === undefined && <p className={settingsClasses.muted}>{t('needsRelay')}</p>}
      {isAdding && <SourceForm onAdded={setSecret} onClose={() => setAdding(false)} />}
      {relayUrl !== undefined && sources.length === 0 && !isAdding && (
        <p className={settingsClasses.muted}>{t('noneIn')}</p>
      )}
      <ul className={classes.list} aria-label={t('in')}>
        {relayUrl !== undefined &&
          sources.map((source) => <Source key={source.id} source={source} relayUrl={relayUrl} />)}
      </ul>
      {secret !== undefined && <SecretDialog shown={secret} onClose={() => setSecret(undefined)} />}
    </Section>
  );
}

function Source({ source, relayUrl }: { source: WebhookSource; relayUrl: string }) {
  const { t } = useTranslation('webhooks');
  const format = useFormat();
  const { id, name, address, check, fields, asks, secretExposed: exposed } = source;
  const [isChanging, setChanging] = useState(false);
  const mapped = arrivalFields.filter((field) => fields[field]);
  return (
    <li className={classes.entry}>
      <div className={classes.head}>
        <h3 className={classes.name} dir="auto" title={name}>
          {name}
        </h3>
        <StateBadge tone={asks === true ? 'neutral' : 'good'}>
          {t(asks === true ? 'asksFirst' : 'atOnce')}
        </StateBadge>
        <span className={classes.actions}>
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            aria-label={t('actionOf', { action: t('change'), name })}
            onClick={() => setChanging(!isChanging)}
          >
            {t('change')}
          </Button>
          <ConfirmButton
            label={t('close')}
            name={t('closeOne', { name })}
            title={t('closeTitle', { name })}
            onConfirm={() => ignore(run('webhookSource.close', { id }))}
          >
            {t('closeText')}
          </ConfirmButton>
        </span>
      </div>
      <CopyField label={t('sourceUrl')} value={sourceUrl(relayUrl, address)} />
      <p className={classes.about}>
        {[
          check.kind === 'standard' ? t('check.standard') : t('checkedBy', { header: check.header }),
          ...mapped.map((field) => `${t(`arrival.${field}`)}: ${fields[field]}`),
        ].join(' · ')}
      </p>
      {exposed !== undefined && (
        <p className={settingsClasses.exposed}>
          {t('sourceExposed', { to: exposed.to || t('formerMember'), date: format.day(exposed.at) })}
        </p>
      )}
      {isChanging && <SourceForm source={source} onClose={() => setChanging(false)} />}
    </li>
  );
}
