import { draftCommands } from './invoice-draft.ts';
import { issueCommands } from './invoice-issue.ts';
import { paymentCommands } from './invoice-payment.ts';

export const invoiceCommands = [...draftCommands, ...issueCommands, ...paymentCommands] as const;
