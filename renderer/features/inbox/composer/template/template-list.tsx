import { UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { previewTemplate } from '#shared/channels/meta/whatsapp/templates.ts';
import { categoryAt, type MessageTemplate } from '#shared/domain/message-template.ts';
import { useTemplateCost } from '#renderer/state/message-cost.ts';
import { useNow } from '#renderer/state/now.ts';
import { languageName } from '#renderer/ui/index.ts';
import classes from './template-dialog.module.css';

interface TemplateListProps {
  templates: MessageTemplate[];
  /** Of the number that it goes to. */
  country: string | undefined;
  chosenId: string | undefined;
  onChoose: (id: string) => void;
}

/** Name, language and kind of each template, with the beginning of what it says. */
export function TemplateList({ templates, country, chosenId, onChoose }: TemplateListProps) {
  const { t, i18n } = useTranslation('template');
  const now = useNow();
  const costOf = useTemplateCost();
  const languages = new Intl.DisplayNames(i18n.language, { type: 'language' });
  return (
    <ul className={classes.list} aria-label={t('list')}>
      {templates.map((template) => {
        const { body } = previewTemplate(template, {});
        return (
          <li key={template.id}>
            <UnstyledButton
              className={classes.row}
              aria-pressed={template.id === chosenId}
              onClick={() => onChoose(template.id)}
            >
              <span className={classes.name} dir="auto" title={template.name}>
                {template.name.replaceAll('_', ' ')}
              </span>
              <span className={classes.kind}>
                {languageName(languages, template.language)}
                {categoryAt(template, now) === 'MARKETING' && ` · ${t('marketing')}`}
                {costOf(template, country) !== undefined && ` · ${costOf(template, country)}`}
              </span>
              <span className={classes.words} title={body}>
                {body}
              </span>
            </UnstyledButton>
          </li>
        );
      })}
    </ul>
  );
}
