import { mostPhotos } from '#shared/public-page/names.ts';
import { make } from './dom.ts';
import type { Page } from './page.ts';
import { drawPhoto, type Drawn } from './photos.ts';

/** Photos that are chosen, each shown as it will be sent. */
export function photoField({ words, say }: Pick<Page, 'words' | 'say'>) {
  const chosen: { drawn: Drawn; url: string }[] = [];
  const list = make('ul', { class: 'photos' });
  const wrong = make('p', { class: 'wrong', role: 'alert', hidden: true });
  const input = make('input', {
    type: 'file',
    id: 'photos',
    accept: 'image/*',
    multiple: true,
    'aria-describedby': 'photos-hint',
    change: () => void take(),
  });

  async function take(): Promise<void> {
    const files = [...(input.files ?? [])];
    // The same file may be chosen again.
    input.value = '';
    complain(undefined);
    for (const file of files) {
      if (chosen.length >= mostPhotos) return complain(words.photosMany);
      const drawn = await drawPhoto(file);
      if (drawn === undefined) complain(words.photoWrong);
      else chosen.push({ drawn, url: URL.createObjectURL(drawn.blob) });
      show();
    }
  }

  function complain(text: string | undefined): void {
    wrong.textContent = text ?? '';
    wrong.hidden = text === undefined;
  }

  function show(): void {
    list.replaceChildren(
      ...chosen.map((photo, index) =>
        make(
          'li',
          {},
          make('img', { src: photo.url, alt: say(words.photo, { number: index + 1 }) }),
          make(
            'button',
            { type: 'button', class: 'plain', click: () => remove(index) },
            say(words.removePhoto, { number: index + 1 }),
          ),
        ),
      ),
    );
  }

  function remove(index: number): void {
    for (const { url } of chosen.splice(index, 1)) URL.revokeObjectURL(url);
    complain(undefined);
    show();
    input.focus();
  }

  return {
    block: make(
      'div',
      { class: 'field' },
      make('label', { for: 'photos' }, words.photos),
      input,
      make('p', { class: 'small', id: 'photos-hint' }, words.photosHint),
      list,
      wrong,
    ),
    photos: (): Drawn[] => chosen.map(({ drawn }) => drawn),
  };
}
