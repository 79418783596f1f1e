import { useState } from 'react';
import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconTemplate } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { TemplateDialog } from './template-dialog.tsx';

interface TemplateButtonProps {
  conversationId: string;
  /** `main` where WhatsApp takes nothing but a template now, `line` within a line of words. */
  look: 'main' | 'line' | 'icon';
}

/** Opens the templates: a button with words where nothing else can be sent, otherwise an icon. */
export function TemplateButton({ conversationId, look }: TemplateButtonProps) {
  const { t } = useTranslation('template');
  const [opened, setOpened] = useState(false);
  const icon = <IconTemplate size={18} stroke={1.5} />;
  return (
    <>
      {look === 'main' && (
        <Button size="xs" leftSection={icon} onClick={() => setOpened(true)}>
          {t('open')}
        </Button>
      )}
      {look === 'line' && (
        <Button size="compact-xs" variant="default" onClick={() => setOpened(true)}>
          {t('open')}
        </Button>
      )}
      {look === 'icon' && (
        <Tooltip label={t('open')}>
          <ActionIcon aria-label={t('open')} onClick={() => setOpened(true)}>
            {icon}
          </ActionIcon>
        </Tooltip>
      )}
      {opened && <TemplateDialog conversationId={conversationId} onClose={() => setOpened(false)} />}
    </>
  );
}
