import { useMemo, useState } from 'react';
import { Button, type ComboboxParsedItem, Group, Modal, Select, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { fold, searchable } from '#shared/lib/fold.ts';
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

/** Stands in the list for a customer who is not there yet. */
const newcomer = 'new:';

function CustomerForm({ confirmLabel, onClose, onChoose }: Omit<CustomerDialogProps, 'opened' | 'title'>) {
  const { t } = useTranslation('money');
  const customers = useCustomerOptions();
  const [chosen, setChosen] = useState<string | null>(null);
  const [search, setSearch] = useState('');
  const [busy, setBusy] = useState(false);
  const typed = search.trim();
  const added = chosen?.startsWith(newcomer) ? chosen.slice(newcomer.length) : undefined;
  const options = useMemo(() => {
    const name = added ?? typed;
    const isThere = name === '' || customers.some(({ label }) => label === name);
    return isThere
      ? customers
      : [
          ...customers,
          { value: newcomer + name, label: added === undefined ? t('newCustomer', { name }) : name },
        ];
  }, [customers, added, typed, t]);

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
          searchable
          // Who is there comes first: Enter takes them, and never makes a second one of a part of the name.
          selectFirstOptionOnChange
          selectFirstOptionOnDropdownOpen
          filter={({ options: all, search: words }) => offeredFor(all, words)}
          data={options}
          value={chosen}
          searchValue={search}
          onSearchChange={(text) => {
            setSearch(text);
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

/** So many customers are offered at once. */
const offeredAtMost = 50;

/** Customers in whose name every word begins something, in any order and without regard to accents; last the new one. */
function offeredFor(options: ComboboxParsedItem[], search: string): ComboboxParsedItem[] {
  const words = fold(search).split(/\s+/).filter(Boolean);
  const items = options.filter((option) => 'value' in option);
  const known = items.filter(
    ({ value, label }) =>
      !value.startsWith(newcomer) && words.every((word) => ` ${searchable(label)}`.includes(` ${word}`)),
  );
  return [...known.slice(0, offeredAtMost), ...items.filter(({ value }) => value.startsWith(newcomer))];
}

async function addCustomer(name: string): Promise<string | undefined> {
  const added = await save('contact.create', { name });
  return added.ok ? added.value.id : undefined;
}
