import { useEffect, useRef, useState } from 'react';
import { Button, Progress, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Problem } from '#shared/lib/result.ts';
import { lookAtOllama } from '#renderer/state/models.ts';
import { showDone } from '#renderer/state/notices.ts';
import { bridge } from '#renderer/state/vault-client.ts';
import { useFormat } from '#renderer/state/format.ts';
import { FieldRow, formatBytes } from '#renderer/ui/index.ts';
import { ProblemText } from '../problem-text.tsx';
import { beginning, countsOf, type Download, next, shareOf, stageOf } from './download.ts';
import classes from './assistant.module.css';

/** A small one that answers at a bearable speed without a graphics card. */
const suggestedModel = 'llama3.2:3b';

/** Has Ollama fetch a model, layer by layer. Cancelled or broken off, it goes on later where it stopped. */
export function PullModel({ url }: { url: string }) {
  const { t } = useTranslation('assistant');
  const [model, setModel] = useState(suggestedModel);
  const [download, setDownload] = useState<Download>();
  const [cancelled, setCancelled] = useState<string>();
  const [problem, setProblem] = useState<Problem>();
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);

  async function pull() {
    const control = new AbortController();
    const wanted = model.trim();
    running.current = control;
    setProblem(undefined);
    setCancelled(undefined);
    setDownload(beginning);
    const result = await bridge().stream(
      'models.pull',
      { url, model: wanted },
      (event) => setDownload((before) => next(before ?? beginning, event)),
      control.signal,
    );
    setDownload(undefined);
    if (control.signal.aborted) return setCancelled(wanted);
    if (!result.ok) return setProblem(result.error);
    showDone(t('pulled', { model: wanted }));
    return lookAtOllama(url);
  }

  return (
    <FieldRow label={t('pull')}>
      {download === undefined ? (
        <div className={classes.line}>
          <TextInput
            size="xs"
            flex={1}
            aria-label={t('pullWhich')}
            value={model}
            onChange={(event) => setModel(event.currentTarget.value)}
          />
          <Button size="xs" variant="default" disabled={model.trim() === ''} onClick={() => void pull()}>
            {t(cancelled === model.trim() ? 'pullResume' : 'pullDo')}
          </Button>
        </div>
      ) : (
        <Progresses download={download} onCancel={() => running.current?.abort()} />
      )}
      {cancelled !== undefined && download === undefined && (
        <p className={classes.note}>{t('pullCancelled', { model: cancelled })}</p>
      )}
      <ProblemText problem={problem} />
    </FieldRow>
  );
}

/** A line for each layer, and what is being done now. */
function Progresses({ download, onCancel }: { download: Download; onCancel: () => void }) {
  const { t } = useTranslation('assistant');
  const { locale } = useFormat();
  return (
    <>
      {download.layers.map((layer, index) => (
        <div key={layer.digest} className={classes.layer}>
          <Progress.Root>
            <Progress.Section
              value={shareOf(layer) * 100}
              aria-label={t('pullLayer', { number: index + 1 })}
            />
          </Progress.Root>
          <span className={classes.size}>
            {formatBytes(layer.completed, locale)} / {formatBytes(layer.total, locale)}
          </span>
        </div>
      ))}
      <div className={classes.line}>
        <output className={classes.status}>{t(`pullStage_${stageOf(download)}`, countsOf(download))}</output>
        <Button size="xs" variant="default" onClick={onCancel}>
          {t('cancel')}
        </Button>
      </div>
    </>
  );
}
