export { JobDialog } from './job-dialog.tsx';
