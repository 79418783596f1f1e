import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExportScope } from '#shared/export/scope.ts';
import { exportData, gathered } from '#renderer/state/exports.ts';
import { showDone, showProblem } from '#renderer/state/notices.ts';
import { offerFile } from '#renderer/state/files/offer-file.ts';

export interface ExportRun {
  /** While it is written: how many of the documents and files are in it. */
  progress: { done: number; total: number } | undefined;
  begin(scope: ExportScope, withPdf: boolean): Promise<void>;
  stop(): void;
}

/** One export at a time. What was written so far is dropped when it is stopped. */
export function useExport(): ExportRun {
  const { t } = useTranslation('export');
  const [progress, setProgress] = useState<ExportRun['progress']>();
  const running = useRef<AbortController>(undefined);

  async function begin(scope: ExportScope, withPdf: boolean) {
    const abort = new AbortController();
    running.current = abort;
    setProgress({ done: 0, total: 0 });
    const onProgress = (done: number, total: number) => setProgress({ done, total });
    const begun = await exportData(scope, { withPdf, onProgress });
    const content = begun.ok ? await gathered(begun.value, abort.signal) : undefined;
    setProgress(undefined);
    if (!begun.ok) return showProblem(begun.error);
    if (abort.signal.aborted) return showDone(t('stopped'));
    if (content === undefined) return showProblem({ code: 'export.failed', message: t('failed') });
    offerFile(`plumbline-${new Date().toISOString().slice(0, 10)}.zip`, content);
    showDone(t('done'));
  }

  return { progress, begin, stop: () => running.current?.abort() };
}
