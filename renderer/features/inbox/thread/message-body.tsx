import type { ReactNode } from 'react';
import {
  IconAddressBook,
  IconFile,
  IconMapPin,
  IconMicrophone,
  IconPhoto,
  IconShoppingCart,
  IconSticker,
  IconVideo,
  type Icon,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Message } from '#shared/domain/conversation.ts';
import { formatPhone } from '#shared/domain/phone.ts';
import { useRecord } from '#renderer/state/records.ts';
import { readCards, readLocation, readMedia } from './content.ts';
import classes from './message-body.module.css';

const mediaIcons: Partial<Record<Message['type'], Icon>> = {
  image: IconPhoto,
  video: IconVideo,
  audio: IconMicrophone,
  document: IconFile,
  sticker: IconSticker,
};

/** What a message says, by its type. */
export function MessageBody({ message }: { message: Message }) {
  const { t } = useTranslation('inbox');
  const { type, text } = message;
  if (message.revokedAt !== undefined) return <p className={classes.faint}>{t('deleted')}</p>;
  if (mediaIcons[type] !== undefined) return <MediaBody message={message} Sign={mediaIcons[type]} />;
  if (type === 'location') return <LocationBody message={message} />;
  if (type === 'contacts') return <ContactsBody message={message} />;
  if (type === 'reaction') return <p className={classes.faint}>{t('reactedEarlier', { emoji: text })}</p>;
  if (type === 'order')
    return (
      <Attachment Sign={IconShoppingCart} title={t('type.order')}>
        {text}
      </Attachment>
    );
  if (type === 'unsupported' || !text) return <UnsupportedBody message={message} />;
  return <p className={classes.text}>{text}</p>;
}

function MediaBody({ message, Sign }: { message: Message; Sign: Icon }) {
  const { t } = useTranslation('inbox');
  const { filename, mime_type: mime } = readMedia(message.content);
  return (
    <>
      <Attachment Sign={Sign} title={filename ?? t(`type.${message.type}`)}>
        <span title={mime}>{t('notDownloaded')}</span>
      </Attachment>
      {message.text !== undefined && message.text !== '' && <p className={classes.text}>{message.text}</p>}
    </>
  );
}

function LocationBody({ message }: { message: Message }) {
  const { t } = useTranslation('inbox');
  const { latitude, longitude, name, address } = readLocation(message.content);
  const point = latitude === undefined || longitude === undefined ? undefined : `${latitude}, ${longitude}`;
  return (
    <Attachment Sign={IconMapPin} title={name ?? t('type.location')}>
      {address !== undefined && <span>{address}</span>}
      {point !== undefined && <span className="tabular">{point}</span>}
    </Attachment>
  );
}

function ContactsBody({ message }: { message: Message }) {
  const { t } = useTranslation('inbox');
  const country = useRecord('business', 'business')?.country;
  return readCards(message.content).map((card, index) => (
    <Attachment
      // A card has no id, and the cards of a message never change.
      // oxlint-disable-next-line react/no-array-index-key
      key={index}
      Sign={IconAddressBook}
      title={card.name.formatted_name ?? t('type.contacts')}
    >
      {card.phones?.map(
        ({ phone }) => phone !== undefined && <span key={phone}>{formatPhone(phone, country)}</span>,
      )}
      {card.emails?.map(({ email }) => email !== undefined && <span key={email}>{email}</span>)}
    </Attachment>
  ));
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
          <pre>{JSON.stringify(data, null, 2)}</pre>
        </details>
      )}
    </>
  );
}

function Attachment({ Sign, title, children }: { Sign: Icon; title: string; children: ReactNode }) {
  return (
    <div className={classes.attachment}>
      <Sign size={18} stroke={1.5} />
      <span className={classes.title}>{title}</span>
      <div className={classes.details}>{children}</div>
    </div>
  );
}
