import { creditWithinInvoice, oneDocumentANumber, oneInvoiceAJob } from './documents.ts';
import { oneHoldATime } from './held-times.ts';
import type { Invariant } from './invariant.ts';
import { doneOrCancelled } from './jobs.ts';
import { onePaymentASum } from './payments.ts';
import { customersAreThere, jobsAreThere, linksLeadSomewhere } from './references.ts';
import { oneReportAVersion } from './reports.ts';

/** Everything that is looked after as records change: a command checks it too, where it can. */
export const invariants: readonly Invariant[] = [
  oneDocumentANumber,
  oneInvoiceAJob,
  creditWithinInvoice,
  onePaymentASum,
  oneHoldATime,
  doneOrCancelled,
  oneReportAVersion,
  customersAreThere,
  jobsAreThere,
  ...linksLeadSomewhere,
];
