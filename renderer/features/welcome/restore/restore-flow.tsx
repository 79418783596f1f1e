import { useState } from 'react';
import { FileInput, NativeSelect, SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ignore } from '#shared/lib/ignore.ts';
import type { Problem, Result } from '#shared/lib/result.ts';
import { ok } from '#shared/lib/result.ts';
import { readChosenFile } from '#renderer/state/backups.ts';
import { useFormat } from '#renderer/state/format.ts';
import { vault } from '#renderer/state/vault-client.ts';
import { NewPassphrase, SecretInput } from '#renderer/ui/index.ts';
import type { BackupEntry, BackupSecret, BackupSource } from '#renderer/vault/backup/api.ts';
import { problemWords } from '../problem-words.ts';
import { StepFrame, WelcomeFrame } from '../step-frame.tsx';
import { WordsField, wordsIn } from '../words-field.tsx';
import { useKeptBackups } from './use-kept-backups.ts';
import classes from '../welcome.module.css';

/** What the owner has given so far. */
interface Given {
  /** Of a kept backup; empty for a file of their own, left out while they have not chosen. */
  name: string | undefined;
  file: File | null;
  by: 'passphrase' | 'words';
  passphrase: string;
  words: string;
  newPassphrase: string;
}

const nothing: Given = {
  name: undefined,
  file: null,
  by: 'passphrase',
  passphrase: '',
  words: '',
  newPassphrase: '',
};

/** Makes the business of a backup this device's own. */
export function RestoreFlow({ onBack, onDone }: { onBack: () => void; onDone: () => void }) {
  const { t } = useTranslation('backups', { keyPrefix: 'device' });
  const kept = useKeptBackups() ?? [];
  const [given, setGiven] = useState(nothing);
  const [newReady, setNewReady] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  // The newest one is the likely one.
  const name = given.name ?? kept[0]?.name ?? '';

  function give(part: Partial<Given>) {
    setProblem(undefined);
    setGiven((before) => ({ ...before, ...part }));
  }

  async function restore() {
    if (name === '' && given.file === null) return setProblem({ code: 'file', message: t('fileNeeded') });
    setBusy(true);
    const source = await sourceOf(name, given.file);
    const result = source.ok ? await vault().restoreDevice(source.value, secretOf(given)) : source;
    setBusy(false);
    if (result.ok) onDone();
    else setProblem(result.error);
  }

  return (
    <WelcomeFrame step={0} count={1}>
      <StepFrame
        title={t('title')}
        text={t('text')}
        continueLabel={t('do')}
        canContinue={isComplete(given, newReady)}
        busy={busy}
        onContinue={() => ignore(restore())}
        onBack={onBack}
      >
        <div className={classes.form}>
          {kept.length > 0 && (
            <KeptSelect kept={kept} value={name} onChange={(next) => give({ name: next })} />
          )}
          {name === '' && (
            <FileInput
              label={t('file')}
              placeholder={t('chooseFile')}
              accept=".plumbline"
              value={given.file}
              onChange={(file) => give({ file })}
            />
          )}
          <Secret given={given} onGive={give} onNewReady={setNewReady} />
          {problem !== undefined && (
            <p role="alert" className={classes.error}>
              {problemWords(problem)}
            </p>
          )}
        </div>
      </StepFrame>
    </WelcomeFrame>
  );
}

interface KeptSelectProps {
  kept: BackupEntry[];
  value: string;
  onChange: (name: string) => void;
}

function KeptSelect({ kept, value, onChange }: KeptSelectProps) {
  const { t } = useTranslation('backups', { keyPrefix: 'device' });
  const { dayAndTime } = useFormat();
  const data = [
    ...kept.map(({ name, at }) => ({ value: name, label: dayAndTime(at) })),
    { value: '', label: t('file') },
  ];
  return (
    <NativeSelect
      label={t('which')}
      data={data}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

interface SecretProps {
  given: Given;
  onGive: (part: Partial<Given>) => void;
  onNewReady: (ready: boolean) => void;
}

function Secret({ given, onGive, onNewReady }: SecretProps) {
  const { t } = useTranslation('backups', { keyPrefix: 'device' });
  return (
    <>
      <SegmentedControl
        aria-label={t('with')}
        value={given.by}
        data={[
          { value: 'passphrase', label: t('withPassphrase') },
          { value: 'words', label: t('withWords') },
        ]}
        onChange={(by) => onGive({ by: by === 'words' ? 'words' : 'passphrase' })}
      />
      {given.by === 'passphrase' ? (
        <SecretInput
          label={t('passphrase')}
          value={given.passphrase}
          autoComplete="current-password"
          onChange={(event) => onGive({ passphrase: event.currentTarget.value })}
        />
      ) : (
        <>
          <WordsField value={given.words} error={undefined} onChange={(words) => onGive({ words })} />
          <NewPassphrase
            label={t('newPassphrase')}
            value={given.newPassphrase}
            onChange={(newPassphrase) => onGive({ newPassphrase })}
            onReady={onNewReady}
          />
        </>
      )}
    </>
  );
}

function isComplete({ by, passphrase, words }: Given, newReady: boolean): boolean {
  return by === 'passphrase' ? passphrase !== '' : newReady && wordsIn(words).length === 24;
}

function secretOf({ by, passphrase, words, newPassphrase }: Given): BackupSecret {
  return by === 'passphrase' ? { passphrase } : { recoveryWords: wordsIn(words), newPassphrase };
}

async function sourceOf(name: string, file: File | null): Promise<Result<BackupSource>> {
  if (file === null || name !== '') return ok({ name });
  const bytes = await readChosenFile(file);
  return bytes.ok ? ok({ bytes: bytes.value }) : bytes;
}
