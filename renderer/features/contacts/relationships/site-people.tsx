import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Site } from '#shared/domain/site.ts';
import { AddButton, FieldRow } from '#renderer/ui/index.ts';
import { useRecordsBy } from '#renderer/state/records.ts';
import { AddRelationship } from './add-relationship.tsx';
import { inOrder } from './in-order.ts';
import { RelationshipLine } from './relationship-line.tsx';
import classes from './relationships.module.css';

/** Who lives at a site, looks after it and pays for it. */
export function SitePeople({ site }: { site: Site }) {
  const { t } = useTranslation('contacts');
  const people = useRecordsBy('relationships', 'siteId', site.id);
  const [adding, setAdding] = useState(false);
  return (
    <FieldRow label={t('site.people')}>
      <ul className={classes.list}>
        {inOrder(people).map((each) => (
          <RelationshipLine key={each.id} relationship={each} from="site" />
        ))}
      </ul>
      <AddButton label={t('site.addPerson')} onClick={() => setAdding(true)} />
      <AddRelationship of={{ site }} opened={adding} onClose={() => setAdding(false)} />
    </FieldRow>
  );
}
