import { type ChangeEvent, type KeyboardEvent, useState } from 'react';
import { Textarea, TextInput } from '@mantine/core';
import { ignore } from '#shared/lib/ignore.ts';
import type { Result } from '#shared/lib/result.ts';
import { showInPlace } from '#shared/lib/shown-problems.ts';
import { useKeptWords } from '#renderer/ui/index.ts';

interface AddLinesProps {
  /** The visit that it is of, by its id. */
  of: string;
  label: string;
  onAdd: (lines: string[]) => Promise<Result<unknown>>;
}

/** One line that becomes an entry by Enter; what is pasted with several lines becomes several. */
export function AddLines({ of, label, onAdd }: AddLinesProps) {
  const [text, setText] = useKeptWords(`${label} ${of}`);
  const [error, setError] = useState<string>();
  const add = async (given: string) => {
    const lines = given
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter((line) => line !== '');
    if (lines.length === 0) return;
    // Emptied at once: what is typed next is not lost when this is stored. What is refused comes back.
    setText('');
    const done = await onAdd(lines);
    setError(done.ok ? undefined : done.error.message);
    if (done.ok) return;
    showInPlace(done.error);
    setText((now) => now || given);
  };
  const field = {
    size: 'xs',
    mt: 4,
    'aria-label': label,
    placeholder: label,
    value: text,
    error,
    onChange: (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) =>
      setText(event.currentTarget.value),
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
      event.preventDefault();
      ignore(add(text));
    },
  } as const;
  // Several lines that were refused are there again as lines, to be made fewer.
  if (text.includes('\n')) return <Textarea {...field} autosize maxRows={10} />;
  return (
    <TextInput
      {...field}
      onPaste={(event) => {
        const pasted = event.clipboardData.getData('text');
        if (!/\r?\n/.test(pasted.trim())) return;
        event.preventDefault();
        ignore(add(text + pasted));
      }}
    />
  );
}
