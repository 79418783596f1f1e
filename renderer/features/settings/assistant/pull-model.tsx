import { useEffect, useRef, useState } from 'react';
import { Button, Progress, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { StreamEvent } from '#shared/bridge/contract.ts';
import type { Problem } from '#shared/lib/result.ts';
import { showDone } from '#renderer/state/notices.ts';
import { bridge } from '#renderer/state/vault-client.ts';
import { useFormat } from '#renderer/state/format.ts';
import { FieldRow } from '#renderer/ui/index.ts';
import { formatBytes } from '../format-bytes.ts';
import { ProblemText } from '../problem-text.tsx';
import classes from '../settings.module.css';

/** A small one that answers at a bearable speed without a graphics card. */
const suggestedModel = 'llama3.2:3b';

/** Has Ollama fetch a model, with progress and a way out. */
export function PullModel({ url, onPulled }: { url: string; onPulled: () => void }) {
  const { t } = useTranslation('settings');
  const [model, setModel] = useState(suggestedModel);
  const [progress, setProgress] = useState<StreamEvent<'models.pull'>>();
  const [problem, setProblem] = useState<Problem>();
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);

  async function pull() {
    const control = new AbortController();
    running.current = control;
    setProblem(undefined);
    setProgress({ status: t('pullStarting') });
    const result = await bridge().stream(
      'models.pull',
      { url, model: model.trim() },
      setProgress,
      control.signal,
    );
    setProgress(undefined);
    if (!result.ok) return control.signal.aborted ? undefined : setProblem(result.error);
    showDone(t('pulled', { model }));
    return onPulled();
  }

  return (
    <FieldRow label={t('pull')}>
      {progress === undefined ? (
        <div className={classes.line}>
          <TextInput
            size="xs"
            aria-label={t('pullWhich')}
            value={model}
            onChange={(event) => setModel(event.currentTarget.value)}
          />
          <Button size="xs" variant="default" disabled={model.trim() === ''} onClick={() => void pull()}>
            {t('pullDo')}
          </Button>
        </div>
      ) : (
        <PullProgress progress={progress} onCancel={() => running.current?.abort()} />
      )}
      <ProblemText problem={problem} />
    </FieldRow>
  );
}

function PullProgress({
  progress,
  onCancel,
}: {
  progress: StreamEvent<'models.pull'>;
  onCancel: () => void;
}) {
  const { t } = useTranslation('settings');
  const { locale } = useFormat();
  const { status, completed = 0, total } = progress;
  const size =
    total === undefined ? '' : ` · ${formatBytes(completed, locale)} / ${formatBytes(total, locale)}`;
  return (
    <>
      <div className={classes.line}>
        <Progress.Root flex={1}>
          <Progress.Section
            value={total === undefined ? 0 : (completed / total) * 100}
            aria-label={t('pullProgress')}
          />
        </Progress.Root>
        <Button size="xs" variant="default" onClick={onCancel}>
          {t('cancel')}
        </Button>
      </div>
      <output className={classes.muted}>
        {status}
        {size}
      </output>
    </>
  );
}
