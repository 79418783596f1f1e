import { Button, Group, Loader } from '@mantine/core';
import { IconDownload, IconFileDownload, IconPrinter } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { renderPaper } from '#shared/domain/document/paper.ts';
import { type Sheet, sheetPaper } from '#shared/domain/document/sheet.ts';
import { pageStyles } from '#shared/domain/document/styles.ts';
import { offerFile } from '#renderer/state/files/offer-file.ts';
import { printToPdf } from '#renderer/state/paper/make-pdf.ts';
import { useDocumentStyles } from '#renderer/state/paper/use-document-styles.ts';
import { useSavePdf } from '#renderer/state/paper/use-save-pdf.ts';
import { printMarkup } from '#renderer/ui/index.ts';

interface SheetActionsProps {
  /** Of its files, without an ending. */
  name: string;
  /** Made when it is asked for: it holds the day. */
  make: () => Sheet;
  /** What is printed or saved, for a screen reader. */
  what: string;
}

/** A record of the business on paper, as a PDF, or as a page of its own. */
export function SheetActions({ name, make, what }: SheetActionsProps) {
  const { t } = useTranslation('processing');
  useDocumentStyles();
  const pdf = useSavePdf();

  function print(): void {
    const { body, look, foot } = sheetPaper(make());
    printMarkup({ markup: body, styles: pageStyles(look, foot), title: name });
  }

  function savePage(): void {
    offerFile(`${name}.html`, new Blob([renderPaper(sheetPaper(make()), [])], { type: 'text/html' }));
  }

  return (
    <Group gap={8}>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconPrinter size={16} stroke={1.5} />}
        aria-label={t('printOne', { what })}
        onClick={print}
      >
        {t('print')}
      </Button>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={pdf.isBusy ? <Loader size={14} /> : <IconFileDownload size={16} stroke={1.5} />}
        aria-busy={pdf.isBusy}
        aria-label={t('pdfOne', { what })}
        onClick={pdf.isBusy ? undefined : () => pdf.save(() => printToPdf(sheetPaper(make()), name))}
      >
        {t(pdf.isBusy ? 'making' : 'pdf')}
      </Button>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconDownload size={16} stroke={1.5} />}
        aria-label={t('pageOne', { what })}
        onClick={savePage}
      >
        {t('page')}
      </Button>
    </Group>
  );
}
