import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ignore } from '#shared/lib/ignore.ts';
import { run } from '#renderer/state/commands.ts';
import { useRecords } from '#renderer/state/records.ts';
import { ExposedNote } from '../exposed-note.tsx';

/** No other token takes the place of one that has made a workspace: only the operator can see to it. */
export function ExposedToken() {
  const { t } = useTranslation('settings');
  const exposed = useRecords('relayTokens')[0]?.exposed;
  if (exposed === undefined) return null;
  return (
    <ExposedNote exposed={exposed} what="relayToken">
      <Button size="compact-sm" variant="default" mt={8} onClick={() => ignore(run('relay.settleToken', {}))}>
        {t('exposed_settled')}
      </Button>
    </ExposedNote>
  );
}
