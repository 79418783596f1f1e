import { Alert, Button, Group } from '@mantine/core';
import { IconArrowsSplit2 } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './parts.module.css';

interface DecisionNotesProps {
  notes: {
    id: string;
    title: string;
    text: string;
    actions: { label: string; onClick: () => void }[];
    mayDecide: boolean;
  }[];
}

/** Says what does not go together, and offers what settles it. Nothing where nothing is to be decided. */
export function DecisionNotes({ notes }: DecisionNotesProps) {
  const { t } = useTranslation('ui');
  if (notes.length === 0) return null;
  const shown = notes.map(({ id, title, text, actions, mayDecide }) => (
    <Alert key={id} color="yellow" icon={<IconArrowsSplit2 size={18} stroke={1.5} />} title={title}>
      <p className={classes.decisionText}>{text}</p>
      {!mayDecide && <p className={classes.decisionText}>{t('othersDecide')}</p>}
      <Group gap={8}>
        {actions.map(({ label, onClick }) => (
          <Button key={label} size="xs" variant="default" onClick={onClick}>
            {label}
          </Button>
        ))}
      </Group>
    </Alert>
  ));
  return <div className={classes.decisions}>{shown}</div>;
}
