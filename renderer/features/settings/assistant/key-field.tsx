import { useId, useState } from 'react';
import { Button, PasswordInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { FieldRow } from '#renderer/ui/index.ts';
import classes from './assistant.module.css';

/** A key goes in and is never shown again; it can be replaced. */
export function KeyField({ kept, onSave }: { kept: boolean; onSave: (key: string) => void }) {
  const { t } = useTranslation('assistant');
  const id = useId();
  const [key, setKey] = useState('');

  function save(event: React.FormEvent) {
    event.preventDefault();
    if (key.trim() === '') return;
    onSave(key.trim());
    setKey('');
  }

  return (
    <FieldRow label={t('key')} htmlFor={id}>
      <form className={classes.line} onSubmit={save}>
        <PasswordInput
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
