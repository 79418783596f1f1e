import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ignore } from '#shared/lib/ignore.ts';
import { save } from '#renderer/state/commands.ts';
import { showDone } from '#renderer/state/notices.ts';
import { useTable } from '#renderer/state/records.ts';
import { Section } from '#renderer/ui/index.ts';

/** All calls that were ever brought in, gone with one click. */
export function EraseCalls() {
  const { t } = useTranslation('import');
  const count = useTable('phoneCalls').size;
  const [isBusy, setBusy] = useState(false);
  async function erase(): Promise<void> {
    setBusy(true);
    for (let isDone = false; !isDone;) {
      const erased = await save('calls.erase', {});
      if (!erased.ok) break;
      ({ isDone } = erased.value);
      if (isDone) showDone(t('calls.erased'));
    }
    setBusy(false);
  }
  if (count === 0) return null;
  return (
    <Section title={t('calls.kept', { count })} hint={t('calls.keptHint')}>
      <Button variant="default" color="red" loading={isBusy} w="fit-content" onClick={() => ignore(erase())}>
        {t('calls.erase')}
      </Button>
    </Section>
  );
}
