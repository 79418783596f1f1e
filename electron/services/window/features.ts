/** What both shells switch on in Chromium: fields of days and times are written in the language they are marked with. */
export const windowFeatures = 'LangAttributeAwareFormControlUI';
