import { use } from 'i18next';
import { initReactI18next } from 'react-i18next';

type Messages = Record<string, unknown>;

const files = import.meta.glob<{ default: Messages }>('./*/*.json');

/** Messages come in one file a feature, loaded with the feature; English stands in for what a language lacks. */
export async function startMessages(language = 'en'): Promise<void> {
  await use({ type: 'backend', read: readNamespace })
    .use(initReactI18next)
    .init({
      lng: language,
      fallbackLng: 'en',
      ns: ['app', 'ui'],
      defaultNS: 'app',
      // React escapes what it renders.
      interpolation: { escapeValue: false },
      react: { useSuspense: true },
    });
}

async function readNamespace(language: string, namespace: string): Promise<Messages> {
  const load = files[`./${language}/${namespace}.json`];
  return load === undefined ? {} : (await load()).default;
}
