import type { ReactNode } from 'react';
import { ActionIcon, Group, Tooltip } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { HeadingLevel } from '../parts/heading-level.ts';
import classes from './detail-pane.module.css';

interface DetailPaneProps {
  title: ReactNode;
  /** A state badge, a number, a phone: one line under the title. */
  subtitle?: ReactNode;
  /** Buttons of this record, right of the title. */
  actions?: ReactNode;
  /** Shows the close button (Esc does the same in a `SplitView`). */
  onClose?: () => void;
  children: ReactNode;
}

/** The head and body of a record's detail. */
export function DetailPane({ title, subtitle, actions, onClose, children }: DetailPaneProps) {
  const { t } = useTranslation('ui');
  return (
    <article className={classes.pane}>
      <header className={classes.head}>
        <div className={classes.words}>
          <h2 className={classes.title} dir="auto">
            {title}
          </h2>
          {subtitle !== undefined && <div className={classes.subtitle}>{subtitle}</div>}
        </div>
        <Group gap={8} ml="auto" justify="flex-end">
          {actions}
          {onClose !== undefined && (
            <Tooltip label={t('closeEsc')}>
              <ActionIcon onClick={onClose} aria-label={t('close')}>
                <IconX size={18} stroke={1.5} />
              </ActionIcon>
            </Tooltip>
          )}
        </Group>
      </header>
      <div className={classes.body}>
        <HeadingLevel value="h3">{children}</HeadingLevel>
      </div>
    </article>
  );
}
