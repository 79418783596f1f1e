import { Button, Tabs } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { programSnippets } from '#shared/programs/snippets.ts';
import { offerFile } from '#renderer/state/files/offer-file.ts';
import { showProblem } from '#renderer/state/notices.ts';
import { usePrograms } from '#renderer/state/programs.ts';
import { Dialog } from '#renderer/ui/index.ts';
import { CopyField, CopyValue } from '../copy-field.tsx';
import classes from './programs.module.css';

interface TokenDialogProps {
  name: string;
  token: string;
  onClose: () => void;
}

/** The token, once, and where it is pasted. */
export function TokenDialog({ name, token, onClose }: TokenDialogProps) {
  const { t } = useTranslation('programs');
  const server = usePrograms((programs) => programs.server);
  const origin = server.state === 'open' ? server.origin : undefined;
  return (
    <Dialog opened size="lg" title={t('tokenTitle', { name })} onClose={onClose}>
      <CopyField label={t('token')} value={token} />
      <p className={classes.note}>{t('tokenOnce', { name })}</p>
      {origin !== undefined && <Ways origin={origin} token={token} />}
      <Button variant="default" onClick={onClose}>
        {t('copiedAll')}
      </Button>
    </Dialog>
  );
}

function Ways({ origin, token }: { origin: string; token: string }) {
  const { t } = useTranslation('programs');
  const snippets = programSnippets({ origin, token });
  return (
    <Tabs defaultValue="desktop" className={classes.ways}>
      <Tabs.List>
        {(['desktop', 'command', 'settings', 'rest'] as const).map((way) => (
          <Tabs.Tab key={way} value={way}>
            {t(`way.${way}`)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value="desktop">
        <p className={classes.note}>{t('desktopHow')}</p>
        <Button size="xs" variant="default" onClick={() => void saveBundle(t('noBundle'))}>
          {t('saveBundle')}
        </Button>
      </Tabs.Panel>
      {(['command', 'settings', 'rest'] as const).map((way) => (
        <Tabs.Panel key={way} value={way}>
          <p className={classes.note}>{t(`wayHow.${way}`)}</p>
          <pre className={classes.snippet}>{snippets[way]}</pre>
          <CopyValue label={t(`way.${way}`)} value={snippets[way]} />
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}

/** The bundle came with this app. */
async function saveBundle(message: string): Promise<void> {
  const response = await fetch('/plumbline.mcpb');
  if (response.ok) offerFile('plumbline.mcpb', await response.blob());
  else showProblem({ code: 'programs.no-bundle', message });
}
