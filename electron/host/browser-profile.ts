import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** The folder of the browser profile that shows the window. */
export function browserProfile(profile: string): string {
  return path.join(profile, 'browser');
}

/**
 * Makes the browser profile on the first start, with all switched off that would write what the owner types to
 * disk in the clear (form history, saved passwords) or send it elsewhere (suggestions, spelling).
 */
export function prepareBrowserProfile(profile: string): void {
  const file = path.join(browserProfile(profile), 'Default', 'Preferences');
  if (existsSync(file)) return;
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(file, JSON.stringify(preferences), { mode: 0o600 });
}

const preferences = {
  alternate_error_pages: { enabled: false },
  autofill: { enabled: false, profile_enabled: false, credit_card_enabled: false },
  browser: { enable_spellchecking: false },
  credentials_enable_service: false,
  net: { network_prediction_options: 2 },
  payments: { can_make_payment_enabled: false },
  profile: { password_manager_enabled: false },
  search: { suggest_enabled: false },
  spellcheck: { use_spelling_service: false },
  translate: { enabled: false },
};
