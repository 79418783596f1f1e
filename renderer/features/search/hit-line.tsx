import {
  IconBook2,
  IconBriefcase,
  IconMapPin,
  IconMessage,
  IconNote,
  IconReceipt2,
  IconUser,
  type Icon,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Marked } from '#renderer/ui/index.ts';
import type { SearchHit, SearchKind } from '#renderer/state/search.ts';
import classes from './search.module.css';

const icons: Record<SearchKind, Icon> = {
  contact: IconUser,
  message: IconMessage,
  note: IconNote,
  job: IconBriefcase,
  document: IconReceipt2,
  knowledge: IconBook2,
  site: IconMapPin,
};

/** One thing that was found: what it is, whose, when, and the words around the match. */
export function HitLine({ hit, at }: { hit: SearchHit; at: string }) {
  const { t } = useTranslation('search');
  const Sign = icons[hit.kind];
  const unusedState = unusedStateOf(hit);
  const isTalk = hit.kind === 'message' || hit.kind === 'note';
  const title = hit.title === '' && !isTalk ? t('draft') : hit.title;
  return (
    <span className={classes.hit}>
      <span className={classes.sign} title={t(`kind.${hit.kind}`)}>
        <Sign size={18} stroke={1.5} aria-hidden />
        <span className="visually-hidden">{t(`kind.${hit.kind}`)}</span>
      </span>
      <span className={classes.head} dir="auto">
        {isTalk ? (hit.contactName ?? t('unknownCustomer')) : <Marked text={title} marks={hit.titleMarks} />}
        {!isTalk && hit.kind !== 'contact' && hit.contactName !== undefined && (
          <span className={classes.of}>{hit.contactName}</span>
        )}
        {unusedState !== undefined && (
          <span className={classes.of}>{t(`knowledgeState.${unusedState}`)}</span>
        )}
      </span>
      <time className={classes.at}>{at}</time>
      <span className={classes.text} dir="auto" title={hit.snippet}>
        <Marked text={hit.snippet} marks={hit.marks} />
      </span>
    </span>
  );
}

/** Of knowledge that no answer rests on: somebody still has to read it, or has put it away. */
function unusedStateOf({ kind, state }: SearchHit): 'draft' | 'archived' | undefined {
  return kind === 'knowledge' && (state === 'draft' || state === 'archived') ? state : undefined;
}
