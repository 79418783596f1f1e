export { EnquiryDialog } from './enquiry-dialog.tsx';
