/** Languages that are offered where one is chosen (ISO 639-1); automatic answers are composed in the first six. */
export const offeredLanguages =
  'en es pt de fr it nl pl sv da ro uk ar hi tr cs el fi hr hu no ru sk zh ja ko vi bn pa ur'.split(' ');
