/** What a language is called in the words of `names`. Meta writes `pt_BR`; what is no tag at all is shown as it is. */
export function languageName(names: Intl.DisplayNames, code: string): string {
  try {
    return names.of(code.replace('_', '-')) ?? code;
  } catch {
    return code;
  }
}
