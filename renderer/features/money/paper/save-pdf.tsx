import { Button, Loader } from '@mantine/core';
import { IconFileDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { SavePdf } from '#renderer/state/paper/use-save-pdf.ts';

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
