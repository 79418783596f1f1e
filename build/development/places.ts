/** What `npm run dev` keeps, below the repository's folder and outside of git: its profile, and what it builds for Electron. */
export const developmentFolder = '.development';

/** How Vite's configuration, which electron-vite loads by itself, learns of the port. */
export const portVariable = 'PLUMBLINE_DEVELOPMENT_PORT';

/** The port of the window's origin, where Vite listens; the data of the development profile belong to it. */
export function developmentPort(): number {
  return Number(process.env[portVariable] ?? 4580);
}

/** The port of the browser shell, which Vite passes the bridge's requests on to. */
export function hostPort(): number {
  return developmentPort() + 1;
}
