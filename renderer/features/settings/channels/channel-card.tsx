import { useEffect, useState } from 'react';
import { Group, Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { channelRules } from '#shared/channels/channel.ts';
import { accountIdOf, type Channel, showsReading } from '#shared/domain/channel.ts';
import type { ArgsOf } from '#shared/commands/index.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { run } from '#renderer/state/commands.ts';
import { useSession } from '#renderer/state/session.ts';
import { vault } from '#renderer/state/vault-client.ts';
import { ConfirmButton, EditableText, FieldRow, type Saving, Section } from '#renderer/ui/index.ts';
import { CopyField } from '../copy-field.tsx';
import { ExposedNote } from '../exposed-note.tsx';
import { ChannelDiffers } from './channel-differs.tsx';
import { ChannelTrouble } from './channel-trouble.tsx';
import { PhoneApp } from './phone-app.tsx';
import { ChannelTest } from './channel-test.tsx';
import classes from '../settings.module.css';

const idLabels = { whatsapp: 'phoneNumberId', messenger: 'pageId', instagram: 'instagramId' } as const;

/** One connected number: what it is, whether it works, and where Meta has to send its messages. */
export function ChannelCard({ channel }: { channel: Channel }) {
  const { t } = useTranslation('settings');
  const change = (fields: ArgsOf<'channel.update'>['fields']) =>
    run('channel.update', { id: channel.id, fields });

  return (
    <Section
      title={channel.name}
      action={
        <Group gap={8}>
          <ConfirmButton
            label={t('disconnect')}
            title={t('disconnectTitle', { name: channel.name })}
            onConfirm={() => ignore(run('channel.disconnect', { id: channel.id }))}
          >
            {t('disconnectText')}
          </ConfirmButton>
        </Group>
      }
    >
      <EditableText
        label={t('channelName')}
        value={channel.name}
        validate={(name) => (name === '' ? t('needed') : undefined)}
        onSave={(name) => change({ name })}
      />
      <FieldRow label={t(idLabels[channel.kind])}>
        <span className="tabular">{accountIdOf(channel)}</span>
      </FieldRow>
      <NewSecret label={t('accessToken')} onSave={(accessToken) => change({ accessToken })} />
      <ExposedNote exposed={channel.accessTokenExposed} what="accessToken" />
      <NewSecret label={t('appSecret')} onSave={(appSecret) => change({ appSecret })} />
      <ExposedNote exposed={channel.appSecretExposed} what="appSecret" />
      <Switch
        mt={12}
        mb={12}
        label={t('showsReading')}
        description={t(channel.kind === 'whatsapp' ? 'showsReadingWhatsapp' : 'showsReadingPage', {
          channel: channelRules(channel.kind).name,
        })}
        checked={showsReading(channel)}
        onChange={(event) => ignore(change({ showsReading: event.currentTarget.checked }))}
      />
      <ChannelDiffers accountId={accountIdOf(channel)} />
      <ChannelTrouble channel={channel} />
      <ChannelTest channel={channel} />
      {channel.kind === 'whatsapp' && <PhoneApp channel={channel} />}
      <Webhook channel={channel} />
    </Section>
  );
}

/** A secret is never shown again; it can be replaced. */
function NewSecret({ label, onSave }: { label: string; onSave: (value: string) => Saving }) {
  const { t } = useTranslation('settings');
  return (
    <EditableText
      label={label}
      value=""
      placeholder={t('secretKept')}
      onSave={(value) => (value === '' ? undefined : onSave(value))}
    />
  );
}

/** What to paste into Meta's dashboard. The address exists once a relay is connected. */
function Webhook({ channel }: { channel: Channel }) {
  const { t } = useTranslation('settings');
  const relayUrl = useSession((session) => session.sync.relayUrl);
  const [url, setUrl] = useState<string>();

  useEffect(() => {
    const ask = async () => setUrl(relayUrl === undefined ? undefined : await vault().webhookUrl());
    ignore(ask());
  }, [relayUrl]);

  if (url === undefined) return <p className={classes.muted}>{t('webhookNeedsRelay')}</p>;
  return (
    <>
      <CopyField label={t('webhookUrl')} value={url} />
      <CopyField label={t('verifyToken')} value={channel.verifyToken} />
      <CopyField label={t('deletionUrl')} value={`${url}/deletion`} />
      <CopyField label={t('deauthorizeUrl')} value={`${url}/deauthorize`} />
      <p className={classes.muted}>{t('webhookHint')}</p>
    </>
  );
}
