export { ErasureDialog } from './erasure-dialog.tsx';
