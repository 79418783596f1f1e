import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Import } from '#shared/domain/import.ts';
import { save } from '#renderer/state/commands.ts';
import { showDone } from '#renderer/state/notices.ts';
import { openBooksOf } from './known-records.ts';

/** Takes an import back, part by part, and says what was removed and what stayed. */
export function useUndoImport() {
  const { t } = useTranslation('import');
  const [busy, setBusy] = useState<string>();
  async function undo(id: string, of: Import['what']): Promise<void> {
    setBusy(id);
    await openBooksOf(of, id);
    const sum = { removed: 0, restored: 0, stayed: 0 };
    for (let isDone = false; !isDone;) {
      const part = await save('import.undo', { id });
      if (!part.ok) return setBusy(undefined);
      for (const key of ['removed', 'restored', 'stayed'] as const) sum[key] += part.value[key];
      ({ isDone } = part.value);
    }
    setBusy(undefined);
    const parts = Object.entries(sum).filter(([, count]) => count > 0);
    const words = parts.map(([key, count]) => t(`undone_${key}`, { count })).join(' · ');
    showDone(words === '' ? t('undone_nothing') : words);
  }
  return { busy, undo };
}
