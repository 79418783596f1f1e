import { Button, CopyButton } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { FieldRow } from '#renderer/ui/index.ts';
import classes from './settings.module.css';

interface Copied {
  label: string;
  value: string;
}

/** Something that has to be pasted elsewhere. */
export function CopyField({ label, value }: Copied) {
  return (
    <FieldRow label={label}>
      <div className={classes.copy}>
        <code title={value}>{value}</code>
        <CopyValue label={label} value={value} />
      </div>
    </FieldRow>
  );
}

/** The button alone, where the text stands in a way of its own. */
export function CopyValue({ label, value }: Copied) {
  const { t } = useTranslation('settings');
  return (
    <CopyButton value={value}>
      {({ copied, copy }) => (
        <Button
          size="compact-sm"
          variant="default"
          onClick={copy}
          leftSection={copied ? <IconCheck size={18} stroke={1.5} /> : <IconCopy size={18} stroke={1.5} />}
          aria-label={t('copyOne', { what: label })}
        >
          {copied ? t('copied') : t('copy')}
        </Button>
      )}
    </CopyButton>
  );
}
