import type { RequestRule } from '#shared/public-page/document.ts';
import { placeWords } from '#shared/public-page/words/page-words.ts';
import { make } from './dom.ts';
import { field, type Field, needed, textInput } from './field.ts';
import type { Page } from './page.ts';

/** Who asks and how they are reached; where, only for what takes place at theirs. */
export function whoAsks({ words }: Page, rule: () => RequestRule) {
  const name = field(words.yourName, textInput('text', 200, 'name'));
  const phone = field(words.phone, textInput('tel', 32, 'tel'), words.reachYou);
  const email = field(words.email, textInput('email', 254, 'email'));
  const street = field(words.street, textInput('text', 200, 'street-address'));
  const postcode = field(words.postcode, textInput('text', 20, 'postal-code'));
  const city = field(words.city, textInput('text', 100, 'address-level2'));
  const address = make('div', {}, street.block, make('div', { class: 'pair' }, postcode.block, city.block));
  const place = make('p', { class: 'small' });
  const isAtTheirs = (): boolean => rule().place === 'customer';

  function reach(): Field[] {
    const isCalled = rule().place === 'phone';
    const isPhone = phone.value() === '' || phone.value().replaceAll(/\D/g, '').length >= 5;
    const isEmail = email.value() === '' || /^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/.test(email.value());
    const isNone = phone.value() === '' && (isCalled || email.value() === '');
    const missing = isCalled ? words.missing : words.missingReach;
    phone.complain(isNone ? missing : isPhone ? undefined : words.wrongPhone);
    email.complain(isEmail ? undefined : words.wrongEmail);
    return [...(isNone || !isPhone ? [phone] : []), ...(isEmail ? [] : [email])];
  }

  return {
    blocks: [place, name.block, make('div', { class: 'pair' }, phone.block, email.block), address],
    follow(): void {
      address.hidden = !isAtTheirs();
      place.textContent = words[placeWords[rule().place]];
    },
    /** The fields of which something is wrong. */
    check(): Field[] {
      const where = isAtTheirs() ? [...needed(street, words), ...needed(city, words)] : [];
      return [...needed(name, words), ...reach(), ...where];
    },
    said: (): object => ({
      name: name.value(),
      ...(phone.value() !== '' && { phone: phone.value() }),
      ...(email.value() !== '' && { email: email.value() }),
      ...(isAtTheirs() && {
        address: { street: street.value(), postcode: postcode.value(), city: city.value() },
      }),
    }),
  };
}
