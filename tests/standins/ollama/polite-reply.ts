import type { ChatBody } from './options.ts';

/**
 * A short reply made of what the prompt says, for the demo: a price that the customer's words name, the
 * opening hours when they ask for them, otherwise a question. It knows nothing but the prompt's text.
 */
export function politeReply({ messages }: ChatBody): string {
  const prompt = messages.map(({ content }) => content).join('\n');
  const asked = lastCustomerText(prompt).toLowerCase();
  const hello = `Hello${firstName(prompt)}, thank you for your message.`;
  const price = priceLine(prompt, asked);
  if (price !== undefined) {
    return `${hello} ${price.name} costs ${price.amount}. Which day would suit you for a visit?`;
  }
  const hours = /^- Opening hours: (.+)$/m.exec(prompt)?.[1];
  if (hours !== undefined && /\b(open|hours|close)\b/.test(asked)) {
    return `${hello} Our opening hours are: ${hours}. How can we help?`;
  }
  return `${hello} We will be glad to help. Could you send us the address and tell us which day would suit you?`;
}

/** The price list's lines read `- NAME: AMOUNT`; the one that shares most words with the question wins. */
function priceLine(prompt: string, asked: string): { name: string; amount: string } | undefined {
  const list = /# Price list\n((?:- .+\n?)+)/.exec(prompt)?.[1] ?? '';
  const rows = [...list.matchAll(/^- (.+?): ([^(\n]+)/gm)].map(([, name = '', amount = '']) => {
    const words = name.toLowerCase().match(/\p{L}{3,}/gu) ?? [];
    return {
      name,
      amount: amount.trim(),
      score: words.filter((word) => asked.includes(word.slice(0, 5))).length,
    };
  });
  const best = rows.toSorted((a, b) => b.score - a.score)[0];
  return best !== undefined && best.score > 0 ? best : undefined;
}

function lastCustomerText(prompt: string): string {
  const texts = [...prompt.matchAll(/^\{(?:"at":"[^"]*",)?"customer":"((?:[^"\\]|\\.)*)"/gm)];
  return texts.at(-1)?.[1] ?? '';
}

function firstName(prompt: string): string {
  const name = /"customerName":"(\p{L}+)/u.exec(prompt)?.[1];
  return name === undefined ? '' : ` ${name}`;
}
