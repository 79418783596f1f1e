export { DocumentPage } from './document-page.tsx';
export { MoneyPage } from './money-page.tsx';
