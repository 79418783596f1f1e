import { type FormEvent, useState } from 'react';
import { Alert, Button, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ignore } from '#shared/lib/ignore.ts';
import type { Problem } from '#shared/lib/result.ts';
import { Dialog } from './dialog.tsx';
import classes from './by-template.module.css';

/** A text that was approved beforehand, with places to be filled. */
interface TemplateChoice {
  id: string;
  label: string;
  /** `name`: what its author called the place, or its number; `before`: the words before that. */
  fields: { key: string; name: string; before: string }[];
  /** What is known for the places. */
  values: Record<string, string>;
  preview(values: Record<string, string>): string;
}

interface ByTemplateProps {
  /** What goes out, and why as a template. */
  hint: string;
  /** The likeliest first. */
  choices: TemplateChoice[];
  /** Gives what stood in the way. */
  onSend: (id: string, values: Record<string, string>) => Promise<Problem | undefined>;
  onClose: () => void;
}

/** Sends a template in place of what cannot go now: which one, what stands in its places, what arrives. */
export function ByTemplate({ hint, choices, onSend, onClose }: ByTemplateProps) {
  const { t } = useTranslation('ui');
  const [chosen, setChosen] = useState<string>();
  const choice = choices.find(({ id }) => id === chosen) ?? choices[0];
  return (
    <Dialog opened onClose={onClose} title={t('byTemplate.title')}>
      <Stack gap={12}>
        <Text>{hint}</Text>
        {choice === undefined ? (
          <Alert color="yellow">{t('byTemplate.none')}</Alert>
        ) : (
          <>
            <NativeSelect
              label={t('byTemplate.template')}
              value={choice.id}
              data={choices.map(({ id, label }) => ({ value: id, label }))}
              onChange={(event) => setChosen(event.currentTarget.value)}
            />
            <Places key={choice.id} choice={choice} onSend={onSend} onClose={onClose} />
          </>
        )}
      </Stack>
    </Dialog>
  );
}

function Places({
  choice: { id, fields, values: known, preview },
  onSend,
  onClose,
}: Pick<ByTemplateProps, 'onSend' | 'onClose'> & { choice: TemplateChoice }) {
  const { t } = useTranslation('ui');
  const [values, setValues] = useState(known);
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Problem>();

  async function send() {
    setBusy(true);
    const problem = await onSend(id, values);
    setBusy(false);
    if (problem === undefined) onClose();
    else setFailure(problem);
  }

  return (
    <form
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        ignore(send());
      }}
    >
      <Stack gap={12}>
        {fields.map(({ key, name, before }) => (
          <TextInput
            key={key}
            label={
              /^\d+$/.test(name)
                ? before || t('byTemplate.place', { number: name })
                : name.replaceAll(/[_.-]/g, ' ')
            }
            maxLength={1024}
            dir="auto"
            value={values[key] ?? ''}
            onChange={(event) => setValues({ ...values, [key]: event.currentTarget.value })}
          />
        ))}
        <blockquote className={classes.preview} dir="auto">
          {preview(values)}
        </blockquote>
        {failure !== undefined && <Alert color="red">{`${failure.message} ${failure.remedy ?? ''}`}</Alert>}
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={onClose}>
            {t('byTemplate.cancel')}
          </Button>
          <Button type="submit" loading={isBusy} disabled={!fields.every(({ key }) => values[key]?.trim())}>
            {t('byTemplate.send')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
