import type { ReactNode } from 'react';
import { ActionIcon, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { mostButtons, type TemplateButton } from '#shared/domain/template-draft.ts';

interface ButtonFieldsProps {
  buttons: TemplateButton[];
  problem: ReactNode;
  onChange: (buttons: TemplateButton[]) => void;
}

const blank: Record<TemplateButton['kind'], TemplateButton> = {
  reply: { kind: 'reply', text: '' },
  url: { kind: 'url', text: '', url: 'https://' },
  phone: { kind: 'phone', text: '', phone: '+' },
};
const kinds = ['reply', 'url', 'phone'] as const;

/** What customers can tap under a template: an answer, a page, a number. */
export function ButtonFields({ buttons, problem, onChange }: ButtonFieldsProps) {
  const { t } = useTranslation('broadcasts');
  const set = (at: number, button: TemplateButton) =>
    onChange(buttons.map((each, index) => (index === at ? button : each)));
  const isFull = (kind: TemplateButton['kind']) =>
    buttons.length >= mostButtons.reply ||
    buttons.filter((button) => button.kind === kind).length >= mostButtons[kind];
  return (
    <Stack gap={8}>
      {buttons.map((button, at) => (
        <Group key={at} gap={8} align="flex-end" wrap="nowrap">
          <TextInput
            label={t(`button.${button.kind}`)}
            maxLength={25}
            style={{ flex: 1 }}
            value={button.text}
            onChange={({ currentTarget }) => set(at, { ...button, text: currentTarget.value })}
          />
          {button.kind === 'url' && (
            <TextInput
              label={t('buttonUrl')}
              type="url"
              style={{ flex: 1.4 }}
              value={button.url}
              onChange={({ currentTarget }) => set(at, { ...button, url: currentTarget.value })}
            />
          )}
          {button.kind === 'phone' && (
            <TextInput
              label={t('buttonPhone')}
              type="tel"
              style={{ flex: 1.4 }}
              value={button.phone}
              onChange={({ currentTarget }) => set(at, { ...button, phone: currentTarget.value })}
            />
          )}
          <ActionIcon
            variant="subtle"
            color="gray"
            size={36}
            aria-label={t('removeButton', { name: button.text || at + 1 })}
            onClick={() => onChange(buttons.filter((_each, index) => index !== at))}
          >
            <IconX size={18} stroke={1.5} />
          </ActionIcon>
        </Group>
      ))}
      <Group gap={8}>
        {kinds.map((kind) => (
          <Button
            key={kind}
            variant="subtle"
            size="compact-sm"
            leftSection={<IconPlus size={16} stroke={1.5} />}
            disabled={isFull(kind)}
            onClick={() => onChange([...buttons, blank[kind]])}
          >
            {t(`addButton.${kind}`)}
          </Button>
        ))}
      </Group>
      {problem !== undefined && (
        <Text size="sm" c="red" role="alert">
          {problem}
        </Text>
      )}
    </Stack>
  );
}
