import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { type Sheet, sheetPaper } from '#shared/domain/document/sheet.ts';
import { pageStyles } from '#shared/domain/document/styles.ts';
import { useDocumentStyles } from '#renderer/state/paper/use-document-styles.ts';
import { useRecord } from '#renderer/state/records.ts';
import { useSession } from '#renderer/state/session.ts';
import { printMarkup } from '#renderer/ui/index.ts';
import { useSheet } from '../../sheet/use-sheet.ts';
import classes from '../../settings.module.css';

/** What an owner holds for a moment: the printed half, and for whom. */
export interface Kit {
  name: string;
  days: number;
  words: string[];
}

const columns = 4;

/** The printed half, shown once: to be printed, and kept nowhere else. */
export function KitPaper({ kit, onClose }: { kit: Kit; onClose: () => void }) {
  const { t } = useTranslation('nominee');
  const { name, words } = kit;
  const make = useKitSheet(kit);

  function print() {
    const { body, look, foot } = sheetPaper(make());
    printMarkup({ markup: body, styles: pageStyles(look, foot), title: t('paperTitle') });
  }

  return (
    <div className={classes.form}>
      <p>{t('kit_hint', { name })}</p>
      <ol className={classes.words} aria-label={t('words')}>
        {words.map((word, index) => (
          // A word may come twice, and its place is what counts.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={index}>{word}</li>
        ))}
      </ol>
      <div className={classes.line}>
        <Button leftSection={<IconPrinter size={16} stroke={1.5} />} onClick={print}>
          {t('print')}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t('kept')}
        </Button>
      </div>
    </div>
  );
}

function useKitSheet({ name, days, words }: Kit): () => Sheet {
  const { t } = useTranslation('nominee');
  useDocumentStyles();
  const sheet = useSheet();
  const business = useRecord('business', 'business')?.name ?? '';
  const relay = useSession(({ sync }) => sync.relayUrl) ?? '';
  const numbered = words.map((word, index) => `${index + 1}. ${word}`);
  const rows = Array.from({ length: Math.ceil(words.length / columns) }, (_row, at) =>
    numbered.slice(at * columns, (at + 1) * columns),
  );
  return () =>
    sheet(t('paperTitle'), [
      { heading: t('paperFor', { name }), words: [t('paperWhat', { business, days })] },
      { heading: t('paperRelay'), words: [relay] },
      { heading: t('paperWords'), table: { columns: Array.from({ length: columns }, () => ''), rows } },
      {
        heading: t('paperHow'),
        words: [t('paperStep1'), t('paperStep2'), t('paperStep3', { days }), t('paperKeep')],
      },
    ]);
}
