import { IconForms, IconShoppingCart } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { mediaKindOfMessage } from '#shared/domain/attachment.ts';
import type { Message } from '#shared/domain/conversation.ts';
import { parseJson } from '#shared/lib/json.ts';
import { WordsWithEvidence } from '../proposal/evidence.tsx';
import { Attachment } from './attachment.tsx';
import { Cards } from './cards.tsx';
import { readCall, readCircumstances, readInteractive, readOrder, readReferral } from './content.ts';
import { TapBody } from './choice.tsx';
import { Place } from './place.tsx';
import { MediaBody } from './media/media-body.tsx';
import { TranscriptBody } from './media/transcript.tsx';
import classes from './message-body.module.css';

/** What a message says, by its type, under what it came with: an advertisement, that it was forwarded. */
export function MessageBody({ message, now }: { message: Message; now: number }) {
  const { t } = useTranslation('inbox');
  // Of a kind that nobody understands, the payload goes when it has been kept for its time.
  if (message.revokedAt !== undefined)
    return <p className={classes.faint}>{t(message.type === 'unsupported' ? 'unsupported' : 'deleted')}</p>;
  return (
    <>
      {message.sender !== undefined && <p className={classes.faint}>{message.sender}</p>}
      <Circumstances message={message} />
      <Content message={message} now={now} />
    </>
  );
}

function Content({ message, now }: { message: Message; now: number }) {
  const { t } = useTranslation(['inbox', 'media']);
  const { type, text } = message;
  const kind = mediaKindOfMessage(message);
  if (kind !== undefined)
    return (
      <>
        <MediaBody message={message} kind={kind} now={now} />
        {kind === 'audio' && <TranscriptBody message={message} />}
        <Words id={message.id}>{text}</Words>
      </>
    );
  if (type === 'location') return <Place message={message} />;
  if (type === 'contacts') return <Cards message={message} />;
  if (type === 'reaction') return <p className={classes.faint}>{t('reactedEarlier', { emoji: text })}</p>;
  if (type === 'order') return <OrderBody message={message} />;
  if (message.tap !== undefined || type === 'button') return <TapBody message={message} />;
  if (type === 'interactive') return <FormBody message={message} />;
  if (type === 'call') return <CallBody message={message} />;
  if (type === 'system') return <SystemBody message={message} />;
  if (type === 'unsupported') return <UnsupportedBody message={message} />;
  if (!text) return <p className={classes.faint}>{t('media:emptyMessage')}</p>;
  return <Words id={message.id}>{text}</Words>;
}

function Words({ id, children }: { id: string; children: string | undefined }) {
  if (children === undefined || children === '') return null;
  return (
    <p className={classes.text} dir="auto">
      <WordsWithEvidence messageId={id} text={children} />
    </p>
  );
}

/** What surrounds a message. An advertisement's address is shown, not opened: it is somebody else's. */
function Circumstances({ message }: { message: Message }) {
  const { t } = useTranslation('media');
  const referral = readReferral(message.content);
  const {
    forwarded,
    frequently_forwarded: often,
    referred_product: product,
    shared,
    story,
  } = readCircumstances(message.content);
  return (
    <>
      {referral !== undefined && (
        <div className={classes.referral} title={referral.source_url}>
          <span className={classes.faint}>{t(referral.source_type === 'post' ? 'fromPost' : 'fromAd')}</span>
          {referral.headline !== undefined && <strong dir="auto">{referral.headline}</strong>}
          {referral.body !== undefined && <span dir="auto">{referral.body}</span>}
        </div>
      )}
      {(forwarded === true || often === true) && (
        <p className={classes.faint}>{t(often === true ? 'forwardedOften' : 'forwarded')}</p>
      )}
      {shared !== undefined && (
        <p className={classes.faint}>{t(shared === 'story' ? 'storyMention' : 'sharedPost')}</p>
      )}
      {story !== undefined && (
        <p className={classes.faint} title={story.url}>
          {t('storyReply')}
        </p>
      )}
      {product?.product_retailer_id !== undefined && (
        <p className={classes.faint}>{t('aboutProduct', { id: product.product_retailer_id })}</p>
      )}
    </>
  );
}

function OrderBody({ message }: { message: Message }) {
  const { t, i18n } = useTranslation('media');
  const order = readOrder(message.content);
  return (
    <Attachment Sign={IconShoppingCart} title={t('order', { count: order.product_items.length })}>
      <table className={classes.order}>
        <tbody>
          {order.product_items.map((item, index) => (
            // Lines of an order have no id, and never change.
            // oxlint-disable-next-line react/no-array-index-key
            <tr key={index}>
              <td>{`${item.quantity ?? 1} ×`}</td>
              <td>{item.product_retailer_id}</td>
              <td>{item.item_price !== undefined && price(item.item_price, item.currency, i18n.language)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {(message.text ?? order.text) !== undefined && <span>{message.text ?? order.text}</span>}
    </Attachment>
  );
}

/** As the customer saw it: shown, never calculated with. */
function price(amount: number, currency: string | undefined, locale: string): string {
  const known = currency !== undefined && /^[A-Z]{3}$/.test(currency);
  return new Intl.NumberFormat(locale, known ? { style: 'currency', currency } : {}).format(amount);
}

/** A form that was filled in, or an answer of a kind that is new to us; a row of before taps were told apart. */
function FormBody({ message }: { message: Message }) {
  const { t } = useTranslation('media');
  const { list_reply: row, nfm_reply: form } = readInteractive(message.content);
  const answers = form?.response_json === undefined ? undefined : answersOf(form.response_json);
  if (row !== undefined) return <TapBody message={message} />;
  if (answers === undefined)
    return message.text ? (
      <Words id={message.id}>{message.text}</Words>
    ) : (
      <UnsupportedBody message={message} />
    );
  return (
    <Attachment Sign={IconForms} title={t('form')}>
      {answers.map(([name, value]) => (
        <span key={name}>{`${name}: ${value}`}</span>
      ))}
    </Attachment>
  );
}

/** A form's answers, except what belongs to its machinery. They may be no JSON, or none at all. */
function answersOf(json: string): [string, string][] | undefined {
  const answers = parseJson(json);
  if (typeof answers !== 'object' || answers === null) return undefined;
  return Object.entries(answers)
    .filter(([name]) => name !== 'flow_token')
    .map(([name, value]) => [
      sentenceCase(name.replaceAll('_', ' ')),
      typeof value === 'string' ? value : JSON.stringify(value),
    ]);
}

function sentenceCase(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function CallBody({ message }: { message: Message }) {
  const { t } = useTranslation(['media', 'inbox']);
  const { missed, byUs, seconds = 0 } = readCall(message.content);
  const what = t(missed === true ? 'inbox:missedCall' : byUs === true ? 'callFromYou' : 'call');
  const count = Math.round(seconds / 60);
  return <p className={classes.notice}>{count > 0 ? t('callMinutes', { what, count }) : what}</p>;
}

function SystemBody({ message }: { message: Message }) {
  const { t } = useTranslation('inbox');
  return <p className={classes.notice}>{message.text ?? t('type.system')}</p>;
}

/** What Plumbline cannot show is said, and what came is at hand. */
function UnsupportedBody({ message }: { message: Message }) {
  const { t } = useTranslation('inbox');
  const data = message.raw ?? message.content;
  return (
    <>
      <p className={classes.faint}>{t('unsupported')}</p>
      {data !== undefined && (
        <details className={classes.raw}>
          <summary>{t('showData')}</summary>
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the owner scrolls it with the keyboard */}
          <pre tabIndex={0}>{JSON.stringify(data, null, 2)}</pre>
        </details>
      )}
    </>
  );
}
