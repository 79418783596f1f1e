import { Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Contact } from '#shared/domain/contact.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { run } from '#renderer/state/commands.ts';
import { useLimited } from '#renderer/state/person.ts';
import { FieldRow } from '#renderer/ui/index.ts';

/** Nothing about such a contact is given to a model on another computer. */
export function StaysHere({ contact }: { contact: Contact }) {
  const { t } = useTranslation(['contacts', 'privacy']);
  return (
    <FieldRow label={t('privacy:models')}>
      <Switch
        label={t('staysOnDevice')}
        description={t('staysOnDeviceHint')}
        checked={useLimited(contact.id, 'staysOnDevice')}
        onChange={(event) =>
          ignore(run('contact.keepOnDevice', { id: contact.id, on: event.currentTarget.checked }))
        }
      />
    </FieldRow>
  );
}
