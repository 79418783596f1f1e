/** What is used of Papa Parse. Its published types would bring Node's globals into code that has to do without. */
declare module 'papaparse' {
  interface ParseError {
    code: string;
    /** Counts from 0; missing where it is about the whole text. */
    row?: number;
  }

  const Papa: {
    parse(
      text: string,
      options: { delimiter: string; preview?: number },
    ): { data: string[][]; errors: ParseError[] };
    unparse(rows: string[][], options: { newline?: string }): string;
  };
  export default Papa;
}
