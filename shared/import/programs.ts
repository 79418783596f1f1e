import { fold } from '#shared/lib/fold.ts';
import type { ImportOf } from './targets.ts';

/** A program that is known by the columns of what it exports. */
interface Program {
  name: string;
  of: ImportOf;
  /** Columns that all of its files have, folded. */
  marks: readonly string[];
  /** Where its columns mean something else than their words say. `N` is any number. */
  columns?: Readonly<Record<string, string>>;
}

const programs: readonly Program[] = [
  {
    name: 'Google Contacts',
    of: 'contacts',
    marks: ['first name', 'last name', 'file as'],
    columns: {
      nickname: '',
      'file as': '',
      'name prefix': '',
      'name suffix': '',
      'middle name': 'firstName',
      'e-mail N - label': 'emailLabel',
      'address N - label': '',
      'address N - formatted': '',
      'address N - po box': 'line2',
      'address N - extended address': 'line2',
    },
  },
  { name: 'Jobber', of: 'contacts', marks: ['billing street 1', 'service street 1'] },
  { name: 'Jobber', of: 'jobs', marks: ['job #', 'client name', 'scheduled start date'] },
  { name: 'Jobber', of: 'invoices', marks: ['invoice #', 'client name', 'issued date'] },
  {
    name: 'Housecall Pro',
    of: 'contacts',
    marks: ['display name', 'mobile number', 'home number'],
    columns: { role: '' },
  },
  {
    name: 'Chatwoot',
    of: 'contacts',
    marks: ['id', 'name', 'email', 'phone_number'],
    columns: { identifier: '', blocked: '' },
  },
  { name: 'Pipedrive', of: 'contacts', marks: ['person - name', 'organization - name'] },
  {
    name: 'QuickBooks',
    of: 'contacts',
    marks: ['name', 'baddr1', 'phone1'],
    columns: {
      companyname: 'company',
      firstname: 'firstName',
      midinit: 'firstName',
      lastname: 'lastName',
      baddr1: 'line2',
      baddr2: 'street',
      baddr3: 'city',
      baddr4: 'region',
      phoneN: 'phone',
      faxnum: 'phone',
      contN: 'notes',
      note: 'notes',
      notepad: 'notes',
      refnum: 'rowId',
      ctype: 'tags',
    },
  },
  {
    name: 'QuickBooks',
    of: 'services',
    marks: ['name', 'invitemtype', 'price'],
    columns: { desc: 'description', purchasedesc: '', cost: '', accnt: '', refnum: 'rowId' },
  },
  {
    name: 'QuickBooks',
    of: 'invoices',
    marks: ['trnstype', 'docnum', 'amount'],
    columns: {
      trnsid: '',
      trnstype: 'type',
      date: 'issuedDay',
      duedate: 'dueDay',
      docnum: 'number',
      amount: 'total',
      memo: 'title',
      name: 'name',
      paid: 'status',
      accnt: '',
    },
  },
];

const plain = (header: string): string => fold(header).trim();

/** Which program a file with these columns comes from. */
export function programOf(headers: readonly string[], of: ImportOf): Program | undefined {
  const known = new Set(headers.map(plain));
  return programs.find((program) => program.of === of && program.marks.every((mark) => known.has(mark)));
}

/** What the program means by a column; `undefined` where it means what its words say. */
export function targetIn({ columns = {} }: Program, header: string): string | undefined {
  return columns[plain(header)] ?? columns[plain(header).replaceAll(/\d+/g, 'N')];
}
