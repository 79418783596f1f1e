import { importContacts } from './contacts.ts';
import { beginImport } from './import.ts';
import { importServices } from './services.ts';
import { undoImport } from './undo-import.ts';

export const importCommands = [beginImport, importContacts, importServices, undoImport] as const;
