import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import type { Random } from '../../simulation/random.ts';
import type { GraphStandin } from '../../standins/graph/server.ts';
import { expect } from './expect.ts';
import { openConversation, peopleNamed, searchFinds, whereWorkIs } from './looks.ts';
import { goTo, openSection } from './owner.ts';
import { whatIsSaid, type Said } from './said.ts';
import { dismissNotices } from './screens.ts';

/** Presses the button, and gives what is said then. Where that is not `done`, the dialog stays open. */
export type Press = () => Promise<Said>;

/** Does what an owner and customers do, notes what was said of it, and looks whether that is true. */
export interface Witness {
  /** Customers write, some at a time. Resolves when the relay has taken all of it in. */
  customersWrite(count: number): Promise<void>;
  /** The same, in one conversation: so much that its book is made shorter when all is quiet. */
  oneWritesMuch(): Promise<void>;
  /** Fills in a new contact. */
  newContact(page: Page): Promise<Press>;
  /** Chooses a file for a customer. */
  newFile(page: Page): Promise<Press>;
  newBackup(page: Page): Promise<Press>;
  /** Waits until what was not stored yet is stored by itself. */
  nothingWaits(page: Page): Promise<void>;
  /** The window is gone: of what was under way nobody was told anything. */
  windowIsGone(): void;
  /** All that was said to be done is there, and once; what was refused is not. */
  everythingIsThere(page: Page): Promise<void>;
}

/** `unknown`: nothing was said, so it may be there or not, but not twice. */
type Noted = Said | 'unknown';

interface Sent {
  bytes: Buffer;
  said: Noted;
}

const customerCount = 30;
const writeAtOnce = 10;
/** Some pieces, of 1 MiB each. */
const fileBytes = 3_500_000;
/** A file that Meta could not be given is tried again after 20 s. */
const sendPatience = 45_000;

/** The one who writes much is behind all the others. */
const muchWriter = customerCount;
const muchCount = 90;
const longestText = 4000;
const letters = 'abcdefghijklmnop '.split('');

const customerName = (who: number): string => `Customer-${String(who).padStart(2, '0')}`;

export function createWitness(deps: { graph: GraphStandin; random: Random }): Witness {
  const { graph, random } = deps;
  const contacts = new Map<string, Noted>();
  const files = new Map<string, Sent>();
  /** What the relay has taken in, by who wrote it. */
  const messages = new Map<number, string[]>();
  let begun = 0;

  async function write(who: number, more = ''): Promise<void> {
    const text = `Tap ${begun++} drips since Tuesday${more}`;
    await graph.customerWrites({ from: `316${10_000_000 + who}`, name: customerName(who), text });
    messages.set(who, [...(messages.get(who) ?? []), text]);
  }

  async function writeMany(count: number, next: () => Promise<void>): Promise<void> {
    let left = count;
    const writeOn = async (): Promise<void> => {
      while (left-- > 0) await next();
    };
    await Promise.all(Array.from({ length: writeAtOnce }, writeOn));
  }

  /** Of what was waiting. A file is stored piece by piece: who closed its dialog is not told how that ended. */
  function settle(said: 'done' | 'unknown'): void {
    for (const [name, before] of contacts) if (before === 'waits') contacts.set(name, said);
    for (const sent of files.values()) if (sent.said === 'waits') sent.said = 'unknown';
  }

  return {
    customersWrite: (count) => writeMany(count, () => write(begun % customerCount)),
    oneWritesMuch: () => writeMany(muchCount, () => write(muchWriter, ` ${noise(random)}`)),

    async newContact(page) {
      const name = `Visser ${contacts.size}`;
      contacts.set(name, 'unknown');
      const press = await fillContact(page, name);
      return async () => {
        const said = await press();
        contacts.set(name, said);
        return said;
      };
    },

    async newFile(page) {
      const caption = `Drawing ${files.size}`;
      const sent: Sent = { bytes: randomBytes(fileBytes), said: 'unknown' };
      files.set(caption, sent);
      const press = await chooseFile(page, caption, sent.bytes);
      return async () => (sent.said = await press());
    },

    newBackup,

    async nothingWaits(page) {
      await expect(whereWorkIs(page)).not.toHaveText('Not stored yet');
      settle('done');
    },

    windowIsGone: () => settle('unknown'),

    async everythingIsThere(page) {
      await searchFinds(page, 'drips', [...messages.values()].flat().length);
      const who = random.pick([...messages.keys()].filter((one) => one !== muchWriter));
      await hasMessages(page, customerName(who), messages.get(who)!);
      await hasContacts(page, contacts);
      await hasCustomers(page, [...messages.keys()].map(customerName));
      for (const [caption, sent] of files) await hasFile(page, graph, caption, sent);
    },
  };
}

function noise(random: Random): string {
  return Array.from({ length: longestText - 100 }, () => random.pick(letters)).join('');
}

async function fillContact(page: Page, name: string): Promise<Press> {
  await dismissNotices(page);
  await goTo(page, 'People');
  await page.getByRole('main').getByRole('button', { name: 'Add contact' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Add contact' });
  await dialog.getByLabel('Name').fill(name);
  return async () => {
    await dialog.getByRole('button', { name: 'Add contact' }).click();
    const said = await whatIsSaid(page, () => dialog.isHidden());
    if (said === 'refused') await expect(dialog.getByLabel('Name')).toHaveValue(name);
    return said;
  };
}

async function chooseFile(page: Page, caption: string, buffer: Buffer): Promise<Press> {
  await dismissNotices(page);
  await openConversation(page, customerName(0));
  const file = { name: 'drawing.pdf', mimeType: 'application/pdf', buffer };
  await page.locator('input[type=file]').setInputFiles(file);
  const dialog = page.getByRole('dialog', { name: 'Send a file' });
  await dialog.getByLabel('Caption').fill(caption);
  return async () => {
    await dialog.getByRole('button', { name: 'Send' }).click();
    const said = await whatIsSaid(page, () => dialog.isHidden());
    if (said === 'refused') await expect(dialog.getByLabel('Caption')).toHaveValue(caption);
    return said;
  };
}

async function newBackup(page: Page): Promise<Press> {
  await dismissNotices(page);
  await openSection(page, 'Backups');
  return async () => {
    await page.getByRole('button', { name: 'Back up now' }).click();
    return whatIsSaid(page, () => page.getByText(/^The backup is made/).isVisible());
  };
}

async function hasContacts(page: Page, contacts: ReadonlyMap<string, Noted>): Promise<void> {
  const named = (...said: Noted[]): string[] =>
    [...contacts].filter(([, what]) => said.includes(what)).map(([name]) => name);
  const done = named('done');
  await expect.poll(() => peopleNamed(page, 'Visser')).toEqual(expect.arrayContaining(done));
  const found = await peopleNamed(page, 'Visser');
  const unknown = named('unknown').filter((name) => found.includes(name));
  expect(found.toSorted()).toEqual([...done, ...unknown].toSorted());
}

async function hasCustomers(page: Page, names: string[]): Promise<void> {
  const shown = async () => (await peopleNamed(page, 'Customer-')).toSorted();
  await expect.poll(shown).toEqual(names.toSorted());
}

async function hasMessages(page: Page, customer: string, texts: string[]): Promise<void> {
  const log = await openConversation(page, customer);
  const shown = async () => (await log.getByText(/^Tap \d+ drips/).allInnerTexts()).toSorted();
  await expect.poll(shown).toEqual(texts.toSorted());
}

/** Here with all its bytes, and at the customer's once; where a send was cut off, it is said that this is not known. */
async function hasFile(page: Page, graph: GraphStandin, caption: string, { bytes, said }: Sent) {
  const arrived = () => graph.sent.filter(({ text }) => text === caption).length;
  const log = await openConversation(page, customerName(0));
  const line = log.locator('[data-index]').filter({ hasText: caption });
  const isToldOf = async () => arrived() > 0 || (await line.getByText(/may or may not have/).isVisible());
  if (said === 'done') await expect.poll(isToldOf, { timeout: sendPatience }).toBe(true);
  expect(arrived()).toBeLessThanOrEqual(said === 'refused' ? 0 : 1);
  if (said !== 'done') return;
  await expect(line).toHaveCount(1);
  const downloading = page.waitForEvent('download');
  await line.getByRole('button', { name: 'Save' }).click();
  expect(readFileSync(await (await downloading).path()).equals(bytes)).toBe(true);
}
