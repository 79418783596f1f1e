import { useState } from 'react';
import { Anchor, Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { NomineeView } from '#renderer/vault/api.ts';
import { Section } from '#renderer/ui/index.ts';
import { type Kit, KitPaper } from './kit-paper.tsx';
import { NameForm } from './name-form.tsx';
import { Named } from './named.tsx';

interface NomineeSectionProps {
  nominee: NomineeView | undefined;
  canChange: boolean;
}

/** Who can open the business when its owner cannot act: named, shown, ended. */
export function NomineeSection({ nominee, canChange }: NomineeSectionProps) {
  const { t } = useTranslation('nominee');
  const [isNaming, setNaming] = useState(false);
  const [kit, setKit] = useState<Kit>();

  function made(next: Kit) {
    setNaming(false);
    setKit(next);
  }

  return (
    <Section title={t('title')} hint={t('hint')}>
      {nominee !== undefined && kit === undefined && !isNaming && (
        <Named nominee={nominee} canChange={canChange} onRenew={() => setNaming(true)} />
      )}
      {isNaming && <NameForm nominee={nominee} onMade={made} onClose={() => setNaming(false)} />}
      {kit !== undefined && <KitPaper kit={kit} onClose={() => setKit(undefined)} />}
      {nominee === undefined && !isNaming && kit === undefined && canChange && (
        <Button size="xs" variant="default" onClick={() => setNaming(true)}>
          {t('begin')}
        </Button>
      )}
      <p>
        {t('customers')}{' '}
        <Anchor
          underline="always"
          renderRoot={(props) => <Link to="/settings/$section" params={{ section: 'requests' }} {...props} />}
        >
          {t('toRequests')}
        </Anchor>
      </p>
    </Section>
  );
}
