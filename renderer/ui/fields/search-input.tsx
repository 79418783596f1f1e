import { useEffect, useRef } from 'react';
import { CloseButton, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { isTyping } from '../parts/is-typing.ts';

interface SearchInputProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  width?: number | string;
  /** Where searching is what the page is for. */
  focused?: boolean;
}

/** Filters the list of a page while the owner types. `/` comes here from anywhere on the page, Esc empties it. */
export function SearchInput({ label, value, onChange, width = 240, focused = false }: SearchInputProps) {
  const { t } = useTranslation('ui');
  const input = useRef<HTMLInputElement>(null);

  useEffect(() => {
    if (focused) input.current?.focus();
  }, [focused]);

  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target))
        return;
      event.preventDefault();
      input.current?.select();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);

  function handleKey(event: React.KeyboardEvent) {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    if (value === '') input.current?.blur();
    else onChange('');
  }

  const clear = <CloseButton size="sm" aria-label={t('clearSearch')} onClick={() => onChange('')} />;
  return (
    <TextInput
      ref={input}
      size="xs"
      w={width}
      type="search"
      aria-label={label}
      placeholder={label}
      value={value}
      leftSection={<IconSearch size={16} stroke={1.5} />}
      rightSection={value === '' ? undefined : clear}
      onChange={(event) => onChange(event.currentTarget.value)}
      onKeyDown={handleKey}
    />
  );
}
