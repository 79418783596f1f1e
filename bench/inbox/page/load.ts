export interface Load {
  messages: number;
  /** How many messages one delivery of Meta's holds. */
  perDelivery: number;
  customers: number;
}

const words = ['Hello', 'could', 'you', 'come', 'tomorrow', 'the', 'boiler', 'drips', 'again', 'thanks'];
const accountId = '106540352242922';
const start = Date.UTC(2026, 10, 1) / 1000;

/** The body of a delivery with the messages from `first` on. */
export function deliveryBody({ messages, perDelivery, customers }: Load, first: number): string {
  const count = Math.min(perDelivery, messages - first);
  const changes = Array.from({ length: count }, (_, offset) =>
    change(first + offset, perDelivery, customers),
  );
  return JSON.stringify({ object: 'whatsapp_business_account', entry: [{ id: '102290129340398', changes }] });
}

function change(index: number, perDelivery: number, customers: number): object {
  const phone = String(31_610_000_000 + (index % customers));
  const body = Array.from({ length: 12 }, (_, at) => words[(index + at * 7) % words.length]).join(' ');
  return {
    field: 'messages',
    value: {
      messaging_product: 'whatsapp',
      metadata: { display_phone_number: '15550783881', phone_number_id: accountId },
      contacts: [{ profile: { name: `Customer ${phone.slice(-5)}` }, wa_id: phone }],
      messages: [
        {
          from: phone,
          id: `wamid.${perDelivery}.${index}`,
          timestamp: String(start + index * 60),
          type: 'text',
          text: { body },
        },
      ],
    },
  };
}
