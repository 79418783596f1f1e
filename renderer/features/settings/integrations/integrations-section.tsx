import { useState } from 'react';
import { Button, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ignore } from '#shared/lib/ignore.ts';
import { type Integration, useOf } from '#shared/rights/processing/integrations.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useRecords } from '#renderer/state/records.ts';
import { ConfirmDialog, Section, StateBadge, type Tone } from '#renderer/ui/index.ts';
import { useProcessing } from '../processing/use-processing.ts';
import { placeOfSettings, useRevoke } from './use-revoke.ts';
import settingsClasses from '../settings.module.css';
import classes from './integrations.module.css';

/** Everything that the business is connected with: what it gets, since when, its last use, and its end. */
export function IntegrationsSection() {
  const { t } = useTranslation(['processing', 'settings']);
  const { integrations } = useProcessing();
  const [leaving, setLeaving] = useState<Integration>();
  const revoke = useRevoke();
  const end = () => setLeaving(undefined);

  async function leave(integration: Integration) {
    end();
    await revoke.revoke(integration);
  }

  return (
    <div className={settingsClasses.wide}>
      <Section title={t('settings:section_integrations')} hint={t('integrationsHint')}>
        {integrations.length === 0 && <Text c="dimmed">{t('noIntegrations')}</Text>}
        <ul className={classes.list} aria-label={t('settings:section_integrations')}>
          {integrations.map((each) => (
            <Line
              key={each.id}
              integration={each}
              onRevoke={revoke.mayRevoke(each) ? () => setLeaving(each) : undefined}
            />
          ))}
        </ul>
        <p className={settingsClasses.muted}>{t('staysHere')}</p>
      </Section>
      {leaving !== undefined && (
        <ConfirmDialog
          opened
          danger
          title={t('revokeTitle', { name: nameOf(leaving, t) })}
          confirmLabel={t(`revoke.${leaving.kind}`)}
          onConfirm={() => ignore(leave(leaving))}
          onCancel={end}
        >
          {t(`revokeText.${leaving.kind}`)}
        </ConfirmDialog>
      )}
    </div>
  );
}

function Line({ integration, onRevoke }: { integration: Integration; onRevoke: (() => void) | undefined }) {
  const { t } = useTranslation('processing');
  const name = nameOf(integration, t);
  const [tone, standing] = standingOf(integration);
  return (
    <li className={classes.entry}>
      <div className={classes.head}>
        <h3 className={classes.name} dir="auto" title={name}>
          {name}
        </h3>
        <StateBadge tone={tone}>{t(standing)}</StateBadge>
        <span className={classes.actions}>
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            aria-label={t('openOne', { name })}
            renderRoot={(props) => <Link {...placeOfSettings(integration)} {...props} />}
          >
            {t('open')}
          </Button>
          {onRevoke !== undefined && (
            <Button
              size="compact-sm"
              variant="subtle"
              color="red"
              aria-label={t('revokeOne', { what: t(`revoke.${integration.kind}`), name })}
              onClick={onRevoke}
            >
              {t(`revoke.${integration.kind}`)}
            </Button>
          )}
        </span>
      </div>
      <p className={classes.gets}>{t(`gets.${integration.kind}`)}</p>
      <Used integration={integration} />
    </li>
  );
}

/** Since when, and when something last went there from this device. */
function Used({ integration }: { integration: Integration }) {
  const { t } = useTranslation('processing');
  const format = useFormat();
  const ledger = useRecords('egress');
  const used = useOf(integration, ledger);
  const { since = used?.first, url } = integration;
  const parts = [
    t(`kind.${integration.kind}`),
    url === undefined ? undefined : new URL(url).host,
    since === undefined ? undefined : t('since', { day: format.day(since) }),
    used === undefined ? t('notUsed') : t('lastUsed', { when: format.dayAndTime(used.last) }),
  ];
  return <p className={classes.about}>{parts.filter((part) => part !== undefined).join(' · ')}</p>;
}

function standingOf({ isIdle, place }: Integration): [Tone, string] {
  if (isIdle) return ['neutral', 'idle'];
  return place === 'here' ? ['good', 'here'] : ['info', 'elsewhere'];
}

function nameOf({ name, kind }: Integration, t: (key: string) => string): string {
  return name === '' ? t(`kind.${kind}`) : name;
}
