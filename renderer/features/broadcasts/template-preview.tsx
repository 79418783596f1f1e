import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { TemplatePreview as Shown } from '#shared/channels/meta/whatsapp/templates.ts';
import classes from './broadcasts.module.css';

/** A template as a phone shows it. */
export function TemplatePreview({ preview: { header, body, footer, buttons } }: { preview: Shown }) {
  const { t } = useTranslation('broadcasts');
  if (body.trim() === '') return null;
  return (
    <section aria-label={t('previewTemplate')}>
      <div className={classes.message} dir="auto">
        {header !== undefined && <strong className={classes.subject}>{header}</strong>}
        {body}
        {footer !== undefined && (
          <Text size="sm" c="dimmed" mt={8}>
            {footer}
          </Text>
        )}
      </div>
      {buttons.length > 0 && (
        <ul className={classes.shownButtons}>
          {buttons.map((text) => (
            <li key={text} dir="auto">
              {text}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
