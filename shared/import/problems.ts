/** What is wrong with a row, and in which column where it is one cell; told in words by the screen. */
export interface RowProblem {
  code:
    | 'flawed'
    | 'nothing'
    | 'noPrice'
    | 'long'
    | 'email'
    | 'phone'
    | 'rounded'
    | 'country'
    | 'kind'
    | 'amount'
    | 'minutes'
    | 'number'
    | 'day'
    | 'choice'
    | 'several'
    | 'nobody'
    | 'noTitle'
    | 'noNumber'
    | 'noDay'
    | 'noTotal'
    | 'noInvoice'
    | 'otherRow'
    | 'draft'
    | 'credit'
    | 'currency'
    | 'status'
    | 'time'
    | 'order';
  column?: number;
  /** The cell as it stands in the file, or the names of those whom the row may mean. */
  value?: string;
}
