import { useState } from 'react';
import { Autocomplete } from '@mantine/core';
import type { Service } from '#shared/domain/business.ts';
import type { Result } from '#shared/lib/result.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { usePriceList } from '../use-price-list.ts';

interface AddFromListProps {
  label: string;
  className: string | undefined;
  /** `service`: what of the price list bears this name. */
  onAdd: (name: string, service: Service | undefined) => Promise<Result<unknown>>;
}

/** Takes something from the price list, or any words. */
export function AddFromList({ label, className, onAdd }: AddFromListProps) {
  const services = usePriceList();
  const [text, setText] = useState('');

  function add(name: string) {
    // Emptied at once, so that a second Enter does not add it twice; what is refused comes back.
    setText('');
    ignore(
      onAdd(
        name,
        services.find((known) => known.name === name),
      ).then(({ ok }) => {
        if (!ok) setText((now) => now || name);
      }),
    );
  }

  return (
    <Autocomplete
      aria-label={label}
      placeholder={label}
      data={[...new Set(services.map(({ name }) => name))]}
      limit={12}
      value={text}
      onChange={setText}
      onOptionSubmit={add}
      classNames={{ input: className }}
      onKeyDown={(event) => {
        // Enter on an option is answered by the list itself.
        if (event.key === 'Enter' && text.trim() !== '' && !event.defaultPrevented) add(text.trim());
      }}
    />
  );
}
