import { useState } from 'react';
import { Button, Group, Modal, Select, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { save } from '#renderer/state/commands.ts';
import { useCustomerOptions } from '#renderer/state/customers.ts';

interface CustomerDialogProps {
  opened: boolean;
  title: string;
  confirmLabel: string;
  onClose: () => void;
  onChoose: (contactId: string) => Promise<void>;
}

/** Asks who the document is for; a new name can be added on the spot. */
export function CustomerDialog({ opened, title, onClose, ...rest }: CustomerDialogProps) {
  const { t } = useTranslation('money');
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      centered
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <CustomerForm onClose={onClose} {...rest} />
    </Modal>
  );
}

function CustomerForm({ confirmLabel, onClose, onChoose }: Omit<CustomerDialogProps, 'opened' | 'title'>) {
  const { t } = useTranslation('money');
  const options = useCustomerOptions();
  const [chosen, setChosen] = useState<string | null>(null);
  const [search, setSearch] = useState('');
  const [busy, setBusy] = useState(false);
  const typed = search.trim();
  const isNew = typed !== '' && chosen === null;

  async function confirm() {
    setBusy(true);
    const contactId = chosen ?? (await addCustomer(typed));
    if (contactId !== undefined) await onChoose(contactId);
    setBusy(false);
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void confirm();
      }}
    >
      <Stack gap={12}>
        <Select
          label={t('customer')}
          placeholder={t('customerPlaceholder')}
          data-autofocus
          searchable
          limit={50}
          data={options}
          value={chosen}
          searchValue={search}
          onSearchChange={(text) => {
            setSearch(text);
            if (options.find(({ value }) => value === chosen)?.label !== text) setChosen(null);
          }}
          onChange={setChosen}
          nothingFoundMessage={t('customerUnknown')}
        />
        <Group justify="flex-end" gap={8} mt={12}>
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={busy} disabled={chosen === null && typed === ''}>
            {isNew ? t('addCustomer', { name: typed }) : confirmLabel}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

async function addCustomer(name: string): Promise<string | undefined> {
  const added = await save('contact.create', { name });
  return added.ok ? added.value.id : undefined;
}
