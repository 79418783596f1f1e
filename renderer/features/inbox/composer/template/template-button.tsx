import { useState } from 'react';
import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconTemplate } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { TemplateDialog } from './template-dialog.tsx';

interface TemplateButtonProps {
  conversationId: string;
  /** WhatsApp takes nothing but a template now. */
  prominent: boolean;
}

/** Opens the templates: a button with words where nothing else can be sent, otherwise an icon. */
export function TemplateButton({ conversationId, prominent }: TemplateButtonProps) {
  const { t } = useTranslation('template');
  const [opened, setOpened] = useState(false);
  const icon = <IconTemplate size={18} stroke={1.5} />;
  return (
    <>
      {prominent ? (
        <Button size="xs" leftSection={icon} onClick={() => setOpened(true)}>
          {t('open')}
        </Button>
      ) : (
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
