import { useTranslation } from 'react-i18next';
import type { Contact } from '#shared/domain/contact.ts';
import { FactList, FieldRow } from '#renderer/ui/index.ts';
import { run } from '#renderer/state/commands.ts';
import { useRemembered } from '#renderer/state/remembered.ts';

/** What holds for this customer beyond one job, each with its source. */
export function RememberedRow({ contact }: { contact: Contact }) {
  const { t } = useTranslation('contacts');
  const { id: contactId } = contact;
  return (
    <FieldRow label={t('remembered.title')}>
      <FactList
        facts={useRemembered(contact)}
        addLabel={t('remembered.add')}
        longest={300}
        onAdd={(text) => run('preference.add', { contactId, text })}
        onChange={(id, text) => run('preference.change', { contactId, id, text })}
        onRemove={(id) => run('preference.remove', { contactId, id })}
      />
    </FieldRow>
  );
}
