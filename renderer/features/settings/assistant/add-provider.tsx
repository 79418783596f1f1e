import { Button, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ProviderKind } from '#shared/domain/model-provider.ts';
import { providerKinds } from '#shared/domain/model-provider.ts';
import { save } from '#renderer/state/commands.ts';

/** Puts one more at the end of the chain and opens it. */
export function AddProvider({ onAdded }: { onAdded: (id: string) => void }) {
  const { t } = useTranslation('assistant');

  async function add(kind: ProviderKind) {
    const done = await save('ai.addProvider', { kind });
    if (done.ok) onAdded(done.value.id);
  }

  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button size="compact-sm" rightSection={<IconChevronDown size={14} stroke={1.5} />}>
          {t('add')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {providerKinds.map((kind) => (
          <Menu.Item key={kind} onClick={() => void add(kind)}>
            {t(`kind_${kind}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
