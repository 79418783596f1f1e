export { BlockedPage } from './blocked-page.tsx';
export { UnlockPage } from './unlock-page.tsx';
export { WelcomePage } from './welcome-page.tsx';
