import { useEffect, useState } from 'react';
import { Button, Loader } from '@mantine/core';
import { IconFileDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { RenderOptions } from '#shared/domain/document/render.ts';
import type { DocumentContent } from '#shared/domain/invoice.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { showDone, showProblem } from '#renderer/state/notices.ts';
import { bridge } from '#renderer/state/vault-client.ts';
import { makePdf } from '#renderer/state/paper/make-pdf.ts';
import { offerFile } from '#renderer/state/files/offer-file.ts';

export interface SavePdf {
  isBusy: boolean;
  save: (content: DocumentContent, options: RenderOptions) => void;
}

/** Saves a document as a PDF. Whatever prints gets ready as soon as the document is on the screen. */
export function useSavePdf(): SavePdf {
  const { t } = useTranslation('money');
  const [isBusy, setBusy] = useState(false);
  useEffect(() => ignore(bridge().call('documents.prepare', {})), []);

  async function save(content: DocumentContent, options: RenderOptions): Promise<void> {
    setBusy(true);
    const made = await makePdf(content, options);
    setBusy(false);
    if (!made.ok) return showProblem(made.error);
    offerFile(made.value.name, made.value);
    showDone(t('pdfSaved'));
  }
  return { isBusy, save: (content, options) => ignore(save(content, options)) };
}

/** Says at once that it works. */
export function SavePdfButton({ pdf, onClick }: { pdf: SavePdf; onClick: () => void }) {
  const { t } = useTranslation('money');
  return (
    <Button
      size="xs"
      variant="default"
      leftSection={pdf.isBusy ? <Loader size={14} /> : <IconFileDownload size={16} stroke={1.5} />}
      aria-busy={pdf.isBusy}
      onClick={pdf.isBusy ? undefined : onClick}
    >
      {t(pdf.isBusy ? 'pdfMaking' : 'savePdf')}
    </Button>
  );
}
