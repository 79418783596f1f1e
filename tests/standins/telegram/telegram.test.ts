import { afterEach, beforeEach, expect, test } from 'vitest';
import { expectOk } from '#shared/lib/result.ts';
import { messagesBy } from '#shared/records/messages.ts';
import { chatOfOwner, customerName, openTelegramWorld, owner, type TelegramWorld } from './team-world.ts';

const ends: (() => unknown)[] = [];
let world: TelegramWorld;
beforeEach(async () => {
  world = await openTelegramWorld(ends);
});
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

const words = 'The tap in the pantry drips on the parrot';
const saidTo = (chat: number): string[] => world.sentTo(chat).map(({ text }) => text);
const lastTo = (chat: number) => world.sentTo(chat).at(-1)!;

/** One device with a bot, and the owner's chat paired with it. */
async function paired(content: 'hidden' | 'onRequest' | 'shown' = 'hidden') {
  expectOk(world.memory.run('telegram.connect', world.bot));
  const device = world.start('laptop');
  world.standin.say(chatOfOwner, `/start ${world.invite()}`);
  await expect.poll(() => saidTo(chatOfOwner).at(-1)).toContain('This chat is paired with');
  const [pairing] = world.memory.list('telegramPairings');
  if (content !== 'hidden')
    expectOk(world.memory.run('telegram.choose', { id: pairing!.id, fields: { content } }));
  expectOk(world.memory.run('ai.configure', { localOnly: false }));
  return { device, pairing: pairing! };
}

async function told(text: string): Promise<void> {
  const before = world.sentTo(chatOfOwner).length;
  world.receive(text);
  await expect.poll(() => world.sentTo(chatOfOwner).length).toBeGreaterThan(before);
}

/** What the press was answered with. */
async function press(label: string, from = chatOfOwner, message = lastTo(chatOfOwner)): Promise<string> {
  const id = world.standin.press(from, message, label);
  await expect.poll(() => world.standin.answers.some(({ queryId }) => queryId === id)).toBe(true);
  return world.standin.answers.find(({ queryId }) => queryId === id)!.text;
}

test('a link pairs one chat, once; a chat that is not paired gets a calm refusal and leaves no trace', async () => {
  expectOk(world.memory.run('telegram.connect', world.bot));
  world.start('laptop');
  const code = world.invite();
  world.standin.say(99, 'today');
  await expect.poll(() => saidTo(99)).toEqual([expect.stringContaining('talks only to its team')]);
  expect(world.memory.list('telegramPairings').every(({ chat }) => chat === undefined)).toBe(true);
  world.standin.say(chatOfOwner, `/start ${code}`);
  await expect.poll(() => saidTo(chatOfOwner)).toEqual([expect.stringContaining('Rivera Plumbing')]);
  world.standin.say(98, `/start ${code}`);
  await expect.poll(() => saidTo(98)).toEqual([expect.stringContaining('does not work any more')]);
  expect(world.memory.list('telegramPairings').map(({ chat }) => chat?.id)).toEqual([String(chatOfOwner)]);
  expect(JSON.stringify(world.memory.list('telegramPairings'))).not.toContain(code);
});

test('a link that is too old pairs nobody', async () => {
  expectOk(world.memory.run('telegram.connect', world.bot));
  world.start('laptop');
  const code = world.invite();
  world.memory.context.now = world.memory.list('telegramPairings')[0]!.expiresAt;
  expect(world.memory.run('telegram.pair', { code, chat: '1' })).toMatchObject({
    ok: false,
    error: { code: 'telegram.expired' },
  });
});

test('a message is told by its reference: neither name nor word of the customer reaches Telegram', async () => {
  await paired();
  await told(words);
  expect(lastTo(chatOfOwner)).toMatchObject({ text: 'New enquiry · A-1', bold: ['New enquiry'] });
  for (const { data } of lastTo(chatOfOwner).buttons) expect(Buffer.byteLength(data)).toBeLessThanOrEqual(64);
  for (const command of ['today', 'next', 'who owes me', '/help']) world.standin.say(chatOfOwner, command);
  await expect.poll(() => saidTo(chatOfOwner)).toContainEqual(expect.stringContaining('unpaid invoices'));
  const traffic = world.standin.traffic.join('\n');
  for (const canary of [customerName, 'Wilhelmina', words, 'parrot', '31612345678', 'Ana'])
    expect(traffic).not.toContain(canary);
});

test('who lets names and words in reads them, as words: no markup of a customer’s counts', async () => {
  await paired('shown');
  await told('<b>Now</b> *or* [never](https://bad.example)');
  expect(lastTo(chatOfOwner)).toMatchObject({
    text: `New enquiry · A-1\n${customerName}\n<b>Now</b> *or* [never](https://bad.example)`,
    bold: ['New enquiry'],
  });
});

test('local-only keeps names and words out of Telegram, whatever was chosen', async () => {
  await paired('shown');
  expectOk(world.memory.run('ai.configure', { localOnly: true }));
  await told(words);
  expect(lastTo(chatOfOwner).text).toBe('New enquiry · A-1');
});

test('of two devices one listens and tells, and another goes on where it has gone', async () => {
  const { device } = await paired();
  world.start('desktop');
  await told(words);
  expect(world.standin.conflicts).toBe(0);
  expect(world.sentTo(chatOfOwner)).toHaveLength(2);
  await device.end();
  world.memory.context.now += 10 * 60_000;
  await told('And the sink too');
  expect(lastTo(chatOfOwner).text).toBe('New message · A-2');
  expect(world.sentTo(chatOfOwner)).toHaveLength(3);
});

test('what was read in Plumbline is not told, and nothing is told twice after a restart', async () => {
  const { device } = await paired();
  await told(words);
  await device.end();
  const [talk] = world.memory.list('conversations');
  world.memory.context.now += 10 * 60_000;
  world.receive('Are you there?');
  expectOk(world.memory.run('conversation.markRead', { id: talk!.id }));
  world.start('laptop');
  world.standin.say(chatOfOwner, 'help');
  await expect.poll(() => saidTo(chatOfOwner).at(-1)).toContain('/stop');
  expect(world.sentTo(chatOfOwner).filter(({ text }) => text.startsWith('New'))).toHaveLength(1);
});

test('in quiet hours danger alone is told, and nothing of a kind that was not wanted', async () => {
  const { pairing } = await paired();
  const fields = { quiet: { from: '12:00', to: '15:00' } };
  expectOk(world.memory.run('telegram.choose', { id: pairing.id, fields }));
  world.receive(words);
  world.receive('There is a smell of gas in the kitchen', { from: '31687654321' });
  await expect.poll(() => saidTo(chatOfOwner).at(-1)).toMatch(/^A customer may be in danger/);
  expect(saidTo(chatOfOwner).filter((text) => text.startsWith('New'))).toEqual([]);
});

test('a member takes a conversation over and is given a task by a press, once', async () => {
  await paired();
  await told(words);
  expect(await press('Take over')).toBe('The conversation is yours.');
  expect(world.memory.list('conversations')).toMatchObject([{ assigneeId: owner, autopilot: 'off' }]);
  expect(await press('Take over')).toBe('This has been done already.');
  expect(await press('Call back')).toBe('It stands among your tasks.');
  expect(await press('Call back')).toBe('This has been done already.');
  expect(world.memory.list('tasks')).toMatchObject([{ asks: { kind: 'callBack' }, memberId: owner }]);
  expect(world.rules).toContainEqual(expect.objectContaining({ name: 'telegram', memberId: owner }));
});

test('a button counts in its chat, in its time, and while its member belongs to the team', async () => {
  await paired();
  await told(words);
  const message = lastTo(chatOfOwner);
  expect(await press('Take over', 99, { ...message, chat: '99' })).toContain('too old');
  world.memory.context.now += 4 * 24 * 3_600_000;
  expect(await press('Take over')).toContain('too old');
  world.roles.delete(owner);
  expect(await press('Take over')).toContain('too old');
  expect(world.memory.list('conversations')[0]).not.toHaveProperty('assigneeId');
});

test('a draft goes out as it stood in Telegram, by whoever pressed, and not after the customer wrote again', async () => {
  await paired('onRequest');
  await told('How are your opening hours?');
  expect(lastTo(chatOfOwner).text).toBe('New enquiry · A-1');
  const alert = lastTo(chatOfOwner);
  expect(await press('Draft an answer')).toBe('');
  await expect
    .poll(() => lastTo(chatOfOwner).buttons.map(({ text }) => text))
    .toEqual(['Send as it stands', 'Discard']);
  const draft = lastTo(chatOfOwner);
  world.receive('And on Saturdays?');
  expect(await press('Send as it stands', chatOfOwner, draft)).toContain('written since');
  await press('Draft an answer', chatOfOwner, alert);
  await expect.poll(() => lastTo(chatOfOwner).messageId).toBeGreaterThan(draft.messageId);
  const second = { ...lastTo(chatOfOwner) };
  expect(
    await press('Send as it stands', chatOfOwner, { ...second, text: `${second.text} Free!` }),
  ).toContain('not the draft');
  expect(await press('Send as it stands', chatOfOwner, second)).toBe('It is on its way.');
  const [talk] = world.memory.list('conversations');
  const sent = messagesBy(world.memory.records, 'conversationId', talk!.id).filter(
    ({ direction }) => direction === 'out',
  );
  expect(sent).toMatchObject([{ text: second.text, author: 'assistant', memberId: owner }]);
  expect(await press('Send as it stands', chatOfOwner, second)).toContain('done already');
});

test('a technician hears nothing of conversations and money, and reads their own visits', async () => {
  expectOk(world.memory.run('telegram.connect', world.bot));
  world.start('laptop');
  world.roles.set('tom', 'technician');
  world.put('members', { id: 'tom', name: 'Tom', createdAt: 2 });
  world.standin.say(8001, `/start ${world.invite('tom')}`);
  await expect.poll(() => saidTo(8001)).toHaveLength(1);
  for (const command of ['who owes me', 'today']) world.standin.say(8001, command);
  await expect
    .poll(() => saidTo(8001).slice(1))
    .toEqual(['Your role does not include this.', 'Nothing is planned for today.']);
});

test('who leaves the team is unpaired, and a group is left at once', async () => {
  const { device } = await paired();
  world.standin.push({
    my_chat_member: { chat: { id: -500, type: 'group' }, new_chat_member: { status: 'member' } },
  });
  world.standin.say(chatOfOwner, '/start', { chat: -501, type: 'supergroup' });
  await expect.poll(() => world.standin.left).toEqual(['-500', '-501']);
  world.roles.delete(owner);
  device.telegram.wake();
  await expect.poll(() => world.memory.list('telegramPairings')).toEqual([]);
});

test('/stop ends what is told, /start goes on', async () => {
  await paired();
  world.standin.say(chatOfOwner, '/stop');
  await expect.poll(() => saidTo(chatOfOwner).at(-1)).toContain('nothing more');
  world.receive(words);
  world.standin.say(chatOfOwner, '/start');
  await expect.poll(() => saidTo(chatOfOwner)).toContainEqual(expect.stringMatching(/^New enquiry/));
});

test('a locked Plumbline tells that something has come in, and does nothing that is pressed', async () => {
  const { device } = await paired('shown');
  await told('Hello');
  await device.end();
  world.memory.context.now += 10 * 60_000;
  const locked = { since: world.memory.context.now };
  const keeper = world.start('laptop', { locked });
  await told('The tap in the pantry drips on the parrot');
  expect(lastTo(chatOfOwner)).toMatchObject({ text: 'New message · A-2', buttons: [] });
  expect(await press('Take over', chatOfOwner, world.sentTo(chatOfOwner).at(-2))).toContain('locked');
  world.standin.say(chatOfOwner, 'today');
  await expect.poll(() => saidTo(chatOfOwner).at(-1)).toContain('locked');
  expect(world.standin.traffic.join('')).not.toContain('parrot');
  expect(world.memory.list('conversations')[0]).not.toHaveProperty('assigneeId');
  await keeper.end();
  world.start('laptop');
  world.standin.say(chatOfOwner, 'help');
  await expect.poll(() => saidTo(chatOfOwner).at(-1)).toContain('/stop');
  expect(saidTo(chatOfOwner).filter((text) => text.startsWith('New'))).toHaveLength(2);
});

test('updates that come twice and out of order are dealt with once', async () => {
  await paired();
  await told(words);
  world.standin.disturb('reverse');
  world.standin.disturb('repeat');
  await press('Call back');
  expect(world.memory.list('tasks')).toHaveLength(1);
});

test('a token that was revoked, a webhook of somebody else’s and another listener are told as what they are', async () => {
  const { device } = await paired();
  const trouble = () => world.memory.list('telegramBots')[0]?.trouble?.kind;
  world.standin.setWebhook('https://elsewhere.example/hook');
  await expect.poll(trouble).toBe('webhook');
  expectOk(await device.telegram.dropWebhook());
  world.memory.context.now += 3_600_000;
  device.telegram.wake();
  await expect.poll(trouble).toBeUndefined();
  world.standin.revokeToken();
  await expect.poll(trouble).toBe('unauthorized');
});

test('what certainly was not said is told later; what may have been is never told twice', async () => {
  await paired();
  world.standin.failNext('sendMessage', { code: 429, description: 'Too Many Requests', retryAfter: 3 });
  await told(words);
  expect(world.sentTo(chatOfOwner).filter(({ text }) => text.startsWith('New'))).toHaveLength(1);
  world.memory.context.now += 10 * 60_000;
  world.standin.failNext('sendMessage', { code: 502, description: 'Bad Gateway' });
  world.receive('And the sink too');
  const asked = () => world.standin.traffic.filter((each) => each.includes('New message')).length;
  await expect.poll(asked).toBe(1);
  world.standin.say(chatOfOwner, 'help');
  await expect.poll(() => saidTo(chatOfOwner).at(-1)).toContain('/stop');
  expect(asked()).toBe(1);
});

test('a chat that has blocked the bot is told nothing more', async () => {
  await paired();
  world.standin.failNext('sendMessage', { code: 403, description: 'Forbidden: bot was blocked by the user' });
  world.receive(words);
  await expect.poll(() => world.memory.list('telegramPairings')[0]?.stoppedAt).toBeDefined();
});

test('every request leaves a line in the ledger, and none of them holds the token', async () => {
  await paired();
  await expect.poll(() => world.ledger.length - world.standin.traffic.length).toBe(0);
  expect(world.ledger.every(({ purpose, allowed }) => purpose === 'telegram' && allowed)).toBe(true);
  expect(JSON.stringify(world.ledger)).not.toContain(world.bot.token);
});
