import { useState } from 'react';
import { ActionIcon, Button, Group, Popover, TextInput, Tooltip } from '@mantine/core';
import { IconTag } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ignore } from '#shared/lib/ignore.ts';
import type { Result } from '#shared/lib/result.ts';

interface LabelMenuProps {
  /** Of which entry, for screen readers. */
  value: string;
  label: string | undefined;
  /** What is usual; any other word can be typed. */
  usual: readonly string[];
  /** An empty word takes the label away. */
  onSave: (label: string) => Promise<Result<unknown>>;
}

/** What a number or an address is for: a usual word, or one's own. */
export function LabelMenu({ value, label = '', usual, onSave }: LabelMenuProps) {
  const { t } = useTranslation('contacts');
  const [opened, setOpened] = useState(false);
  const [typed, setTyped] = useState(label);
  const choose = (word: string) => {
    setOpened(false);
    ignore(onSave(word.trim()));
  };
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" trapFocus>
      <Popover.Target>
        <Tooltip label={t('label')}>
          <ActionIcon
            aria-label={t('labelOf', { value })}
            onClick={() => {
              setTyped(label);
              setOpened(!opened);
            }}
          >
            <IconTag size={16} stroke={1.5} />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            choose(typed);
          }}
        >
          <TextInput
            label={t('label')}
            maxLength={40}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <Group gap={4} mt={8}>
            {usual.map((word) => (
              <Button key={word} size="compact-xs" variant="default" onClick={() => choose(word)}>
                {word}
              </Button>
            ))}
          </Group>
          <Group justify="flex-end" mt={8}>
            <Button size="xs" type="submit">
              {t('save')}
            </Button>
          </Group>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
