import { useState } from 'react';
import { Button, Group, Modal, Select, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { save } from '#renderer/state/commands.ts';
import { useCustomerChoice } from '#renderer/state/customers.ts';

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

/** Stands in the list for a customer who is not there yet. */
const newcomer = 'new:';

function CustomerForm({ confirmLabel, onClose, onChoose }: Omit<CustomerDialogProps, 'opened' | 'title'>) {
  const { t } = useTranslation('money');
  const [chosen, setChosen] = useState<string | null>(null);
  const customers = useCustomerChoice(chosen, { beginning: true });
  const [busy, setBusy] = useState(false);
  const { data } = customers;
  const added = chosen?.startsWith(newcomer) ? chosen.slice(newcomer.length) : undefined;
  const name = added ?? customers.searchValue.trim();
  const isThere = name === '' || data.some(({ label }) => label === name);
  const label = added === undefined ? t('newCustomer', { name }) : name;
  const options = isThere ? data : [...data, { value: newcomer + name, label }];

  async function confirm() {
    if (chosen === null) return;
    setBusy(true);
    const contactId = added === undefined ? chosen : await addCustomer(added);
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
          // Who is there comes first: Enter takes them, and never makes a second one of a part of the name.
          selectFirstOptionOnChange
          selectFirstOptionOnDropdownOpen
          {...customers}
          data={options}
          filter={({ options: all }) => [
            ...customers.filter({ options: all.slice(0, data.length) }),
            ...all.slice(data.length),
          ]}
          value={chosen}
          onSearchChange={(text) => {
            customers.onSearchChange(text);
            if (options.find(({ value }) => value === chosen)?.label !== text) setChosen(null);
          }}
          onChange={setChosen}
        />
        <Group justify="flex-end" gap={8} mt={12}>
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={busy} disabled={chosen === null}>
            {added === undefined ? confirmLabel : t('addCustomer', { name: added })}
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
