import { useId, useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ignore } from '#shared/lib/ignore.ts';
import type { Result } from '#shared/lib/result.ts';
import { FieldRow, SecretInput } from '#renderer/ui/index.ts';
import classes from './assistant.module.css';

interface KeyFieldProps {
  /** There is one already. */
  kept: boolean;
  onSave: (key: string) => Promise<Result<unknown>>;
}

/** A key goes in and is never shown again; it can be replaced. */
export function KeyField({ kept, onSave }: KeyFieldProps) {
  const { t } = useTranslation('assistant');
  const id = useId();
  const [key, setKey] = useState('');

  async function save() {
    if (key.trim() === '') return;
    const done = await onSave(key.trim());
    if (done.ok) setKey('');
  }

  return (
    <FieldRow label={t('key')} htmlFor={id}>
      <form
        className={classes.line}
        onSubmit={(event) => {
          event.preventDefault();
          ignore(save());
        }}
      >
        <SecretInput
          id={id}
          flex={1}
          size="xs"
          autoComplete="off"
          placeholder={t(kept ? 'keyKept' : 'keyNone')}
          value={key}
          onChange={(event) => setKey(event.currentTarget.value)}
        />
        <Button size="xs" variant="default" type="submit" disabled={key.trim() === ''}>
          {t('keySave')}
        </Button>
      </form>
    </FieldRow>
  );
}
