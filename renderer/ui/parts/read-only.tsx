import type { ReactNode } from 'react';
import { IconEye } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './parts.module.css';

interface ReadOnlyProps {
  /** Whether the member's role may only look. */
  when: boolean;
  children: ReactNode;
}

/** Switches every field and button in it off, and says why, where a role may look and not change. */
export function ReadOnly({ when, children }: ReadOnlyProps) {
  const { t } = useTranslation('ui');
  if (!when) return children;
  return (
    <fieldset className={classes.readOnly} disabled>
      <p className={classes.readOnlyWhy}>
        <IconEye size={18} stroke={1.5} aria-hidden />
        {t('readOnly')}
      </p>
      {children}
    </fieldset>
  );
}
