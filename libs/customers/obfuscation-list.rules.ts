/** The list of customers to obfuscate, as CSV (RFC 4180; customers.md CUST-33). */
import { parse } from 'csv-parse/sync';
import type { Refusal, Refusals } from '#runtime/errors/refusal.js';
import { isDatabaseKey } from '#runtime/ids.js';
import { MalformedBody } from '#wire/body/malformed.js';
import type { JobRow } from './obfuscation.store.js';

/** Customers of one list. */
const MOST_ROWS = 10_000;

/** Names of the column with the ids, in lower case. */
const ID_COLUMNS = ['customerid', 'id'];

export function readObfuscationList(
  text: string,
): { readonly rows: readonly JobRow[] } | { readonly refusals: Refusals } {
  const [head, ...records] = parseCsv(text);
  const column = head?.record.findIndex((name) => ID_COLUMNS.includes(name.trim().toLowerCase())) ?? -1;
  if (!head || column === -1)
    return refused('400-146', 'customerId', 'the first line names the columns, one of which is customerId');
  if (records.length === 0) return refused('400-152', 'customers', 'there are no customers in the list');
  if (records.length > MOST_ROWS) {
    return refused('400-152', 'customers', `at most ${MOST_ROWS} customers, ${records.length} were sent`);
  }
  return {
    rows: records.map(({ record, row }) => {
      const id = record[column]?.trim() ?? '';
      return { rowNumber: row - head.row, customerId: isDatabaseKey(id) ? id : null };
    }),
  };
}

interface CsvRow {
  readonly record: readonly string[];
  /** Its place in the list, with the empty ones counted, as a spreadsheet counts them. */
  readonly row: number;
}

function parseCsv(text: string): CsvRow[] {
  const rows: CsvRow[] = [];
  try {
    parse(text, {
      bom: true,
      skip_empty_lines: true,
      relax_column_count: true,
      to: MOST_ROWS + 2,
      on_record: (record: string[], { records, empty_lines }) => {
        rows.push({ record, row: records + empty_lines });
        return null;
      },
    });
    return rows;
  } catch (error) {
    throw new MalformedBody(`the CSV is not well-formed: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function refused(code: Refusal['code'], attribute: string, reason: string): { readonly refusals: Refusals } {
  return { refusals: [{ code, attribute, reason, clause: 'CUST-33' }] };
}
