type Props = Record<string, string | boolean | number | undefined | ((event: Event) => void)>;

/** Makes an element. Texts are texts: nothing that is passed in becomes markup. */
export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  props: Props = {},
  ...children: (Node | string | undefined)[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (typeof value === 'function') element.addEventListener(name, value);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== undefined && value !== false) element.setAttribute(name, String(value));
  }
  element.append(...children.filter((child) => child !== undefined));
  return element;
}

/** What stands in the page as data. */
export function dataOf(id: string): string {
  return document.getElementById(id)?.textContent ?? '';
}

/** The reader's own kind of the page's language, so that a Briton reads 14:00 and not 2:00 PM. */
export function localeFor(language: string): string {
  return navigator.languages.find((each) => each.split('-')[0] === language) ?? language;
}
