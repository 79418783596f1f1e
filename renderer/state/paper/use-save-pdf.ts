import { useEffect, useState } from 'react';
import { t } from 'i18next';
import { ignore } from '#shared/lib/ignore.ts';
import type { Result } from '#shared/lib/result.ts';
import { offerFile } from '../files/offer-file.ts';
import { showDone, showProblem } from '../notices.ts';
import { bridge } from '../vault-client.ts';

export interface SavePdf {
  isBusy: boolean;
  save: (make: () => Promise<Result<File>>) => void;
}

/** Saves a document as a PDF. Whatever prints gets ready as soon as the document is on the screen. */
export function useSavePdf(): SavePdf {
  const [isBusy, setBusy] = useState(false);
  useEffect(() => ignore(bridge().call('documents.prepare', {})), []);

  async function save(make: () => Promise<Result<File>>): Promise<void> {
    setBusy(true);
    const made = await make();
    setBusy(false);
    if (!made.ok) return showProblem(made.error);
    offerFile(made.value.name, made.value);
    showDone(t('money:pdfSaved'));
  }
  return { isBusy, save: (make) => ignore(save(make)) };
}
