import { type ReactNode, useState } from 'react';
import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** Three of the recovery words, typed from the paper: proof that the paper exists. */
export function useAskedWords(words: readonly string[]): {
  fields: ReactNode;
  isFilled: boolean;
  /** Whether they are right; marks those that are not. */
  check(): boolean;
} {
  const { t } = useTranslation('ui');
  const [asked] = useState(() => threePlaces(words.length));
  const [typed, setTyped] = useState<Record<number, string>>({});
  const [checked, setChecked] = useState(false);
  const isRight = (place: number) => typed[place]?.trim().toLowerCase() === words[place];

  return {
    fields: asked.map((place) => (
      <TextInput
        key={place}
        label={t('word', { number: place + 1 })}
        value={typed[place] ?? ''}
        autoComplete="off"
        spellCheck={false}
        error={checked && !isRight(place) ? t('word_wrong', { number: place + 1 }) : undefined}
        onChange={(event) => {
          const { value } = event.currentTarget;
          setChecked(false);
          setTyped((before) => ({ ...before, [place]: value }));
        }}
      />
    )),
    isFilled: asked.every((place) => (typed[place] ?? '').trim() !== ''),
    check() {
      setChecked(true);
      return asked.every(isRight);
    },
  };
}

/** Three different places, in order. */
function threePlaces(count: number): number[] {
  const places = new Set<number>();
  while (places.size < Math.min(3, count)) places.add(crypto.getRandomValues(new Uint32Array(1))[0]! % count);
  return [...places].toSorted((a, b) => a - b);
}
