import { phoneCallCommands } from './calls.ts';
import { importChat } from './chat.ts';
import { importContacts } from './contacts.ts';
import { beginImport } from './import.ts';
import { importInvoices } from './invoices.ts';
import { importJobs } from './jobs.ts';
import { pastInvoiceCommands } from './past-invoice.ts';
import { importServices } from './services.ts';
import { undoImport } from './undo-import.ts';

export const importCommands = [
  beginImport,
  importContacts,
  importServices,
  importJobs,
  importInvoices,
  importChat,
  undoImport,
  ...phoneCallCommands,
  ...pastInvoiceCommands,
] as const;
