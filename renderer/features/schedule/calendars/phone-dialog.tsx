import { useState } from 'react';
import { Button, Checkbox, CopyButton, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { feedFields, type PublishedFeed, publishedFeedId } from '#shared/domain/published-feed.ts';
import { toBase64Url } from '#shared/lib/bytes.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { feedUrl } from '#shared/sync/feed.ts';
import { run } from '#renderer/state/commands.ts';
import { useRecord } from '#renderer/state/records.ts';
import { useAccess, useSession } from '#renderer/state/session.ts';
import { Dialog } from '#renderer/ui/index.ts';
import type { Person } from '../use-people.ts';

interface PhoneDialogProps {
  opened: boolean;
  people: readonly Person[];
  onClose: () => void;
}

/** One person's visits as a calendar that a phone follows: what stands there, its address, and its end. */
export function PhoneDialog({ opened, people, onClose }: PhoneDialogProps) {
  const { t } = useTranslation('schedule');
  return (
    <Dialog opened={opened} onClose={onClose} title={t('phone.title')} size="lg">
      {opened && <Phone people={people} />}
    </Dialog>
  );
}

function Phone({ people }: { people: readonly Person[] }) {
  const { t } = useTranslation('schedule');
  const [staffId, setStaffId] = useState(people[0]?.id ?? '');
  const feed = useRecord('publishedFeeds', publishedFeedId(staffId));
  const relayUrl = useSession((session) => session.sync?.relayUrl);
  const mayPublish = useAccess('secrets') === 'write';
  if (relayUrl === undefined) return <Text size="sm">{t('phone.noRelay')}</Text>;
  if (!mayPublish) return <Text size="sm">{t('feeds.ownersOnly')}</Text>;
  return (
    <Stack gap={16}>
      {feed?.address === undefined && (
        <Text size="sm" c="dimmed">
          {t('phone.hint')}
        </Text>
      )}
      {people.length > 1 && (
        <NativeSelect
          label={t('phone.whose')}
          value={staffId}
          data={people.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(event) => setStaffId(event.currentTarget.value)}
        />
      )}
      <Chosen
        key={staffId}
        feed={feed}
        staffId={staffId}
        name={people.find(({ id }) => id === staffId)?.name ?? ''}
        relayUrl={relayUrl}
      />
    </Stack>
  );
}

interface ChosenProps {
  feed: PublishedFeed | undefined;
  staffId: string;
  name: string;
  relayUrl: string;
}

function Chosen({ feed, staffId, name, relayUrl }: ChosenProps) {
  const { t } = useTranslation('schedule');
  const chosen = feedFields.filter((field) => feed?.fields?.[field] === true);
  const words = { busy: t('phone.busy'), name: t('phone.name', { name }), expired: t('phone.expired') };
  const isOn = feed?.address !== undefined;
  const publish = (fields: readonly string[], isNew: boolean) =>
    ignore(
      run('feed.publish', {
        staffId,
        fields: feedFields.filter((field) => fields.includes(field)),
        words,
        ...(isNew && { address: newAddress() }),
      }),
    );
  return (
    <>
      <Text size="sm">{t(chosen.length === 0 ? 'phone.meansBusy' : 'phone.means')}</Text>
      {isOn && <Fields chosen={chosen} onChange={(fields) => publish(fields, false)} />}
      {feed?.address !== undefined && <Address url={feedUrl(relayUrl, feed.address)} />}
      <Group justify="flex-end" gap={8}>
        {isOn && (
          <Button variant="default" onClick={() => publish(chosen, true)}>
            {t('phone.renew')}
          </Button>
        )}
        {isOn ? (
          <Button color="red" variant="light" onClick={() => ignore(run('feed.withdraw', { id: feed.id }))}>
            {t('phone.withdraw')}
          </Button>
        ) : (
          <Button onClick={() => publish([], true)}>{t('phone.publish')}</Button>
        )}
      </Group>
    </>
  );
}

function Fields({ chosen, onChange }: { chosen: readonly string[]; onChange: (fields: string[]) => void }) {
  const { t } = useTranslation('schedule');
  return (
    <Checkbox.Group label={t('phone.fields')} value={[...chosen]} onChange={onChange}>
      <Stack gap={8} mt={8}>
        {feedFields.map((field) => (
          <Checkbox
            key={field}
            value={field}
            label={t(`phone.field.${field}`)}
            description={t(`phone.field_means.${field}`)}
          />
        ))}
      </Stack>
    </Checkbox.Group>
  );
}

function Address({ url }: { url: string }) {
  const { t } = useTranslation('schedule');
  return (
    <Group gap={8} align="flex-end" wrap="nowrap">
      <TextInput
        label={t('phone.address')}
        description={t('phone.address_hint')}
        value={url}
        readOnly
        dir="ltr"
        style={{ flex: 1 }}
        onFocus={(event) => event.currentTarget.select()}
      />
      <CopyButton value={url}>
        {({ copied, copy }) => (
          <Button variant="default" onClick={copy}>
            {t(copied ? 'phone.copied' : 'phone.copy')}
          </Button>
        )}
      </CopyButton>
    </Group>
  );
}

function newAddress(): string {
  return toBase64Url(crypto.getRandomValues(new Uint8Array(32)));
}
