import { useState } from 'react';
import { Alert, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type Point, signedLines, strokesOf } from '#shared/domain/signature.ts';
import type { PlannedJob } from '#shared/domain/visit.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { showInPlace } from '#shared/lib/shown-problems.ts';
import { Dialog, useKept } from '#renderer/ui/index.ts';
import { run } from '#renderer/state/commands.ts';
import { useRecord } from '#renderer/state/records.ts';
import { SignaturePad } from './signature-pad.tsx';
import classes from './signature.module.css';

interface SignDialogProps {
  job: PlannedJob;
  visitId?: string | undefined;
  onClose: () => void;
}

/** Shows a customer what they sign for, and takes their name and what they draw. */
export function SignDialog({ job, visitId, onClose }: SignDialogProps) {
  const { t } = useTranslation('work');
  const contact = useRecord('contacts', job.contactId);
  const visit = useRecord('visits', visitId);
  const locale = useRecord('business', 'business')?.locale ?? 'en';
  const [name, setName, forget] = useKept(`who signs for ${visitId ?? job.id}`, contact?.name ?? '');
  const [drawn, setDrawn] = useState<Point[][]>([]);
  const [error, setError] = useState<{ name?: string; other?: string }>({});
  const [isBusy, setBusy] = useState(false);
  const lines = signedLines(job, visit, locale);

  function close() {
    forget();
    onClose();
  }

  async function keep() {
    if (name.trim() === '') return setError({ name: t('sign.nameNeeded') });
    setBusy(true);
    const strokes = strokesOf(drawn);
    const statement = t('sign.statement');
    const done = await run('job.sign', {
      id: job.id,
      ...(visitId !== undefined && { visitId }),
      name: name.trim(),
      ...(strokes !== undefined && { strokes }),
      statement,
      lines,
    });
    setBusy(false);
    if (done.ok) return close();
    showInPlace(done.error);
    setError({ other: [done.error.message, done.error.remedy].filter(Boolean).join(' ') });
  }

  return (
    <Dialog opened title={t('sign.title')} size="lg" onClose={close}>
      <Stack gap={12}>
        <div>
          <Text>{t('sign.statement')}</Text>
          <ul className={classes.lines} aria-label={t('sign.for')}>
            {lines.map((line, at) => (
              // The same words may stand there twice.
              // oxlint-disable-next-line react/no-array-index-key
              <li key={at} dir="auto">
                {line}
              </li>
            ))}
          </ul>
        </div>
        <TextInput
          label={t('sign.name')}
          maxLength={200}
          value={name}
          error={error.name}
          onChange={(event) => {
            setName(event.currentTarget.value);
            setError({});
          }}
        />
        <SignaturePad lines={drawn} onChange={setDrawn} />
        {error.other !== undefined && <Alert color="red">{error.other}</Alert>}
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={close}>
            {t('cancel')}
          </Button>
          <Button loading={isBusy} onClick={() => ignore(keep())}>
            {t('sign.keep')}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
