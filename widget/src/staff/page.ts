/** A page of an answer as the server gives it, as the rows and columns that a table has. */
import type { Column, Row } from './shape.ts';

export type Line = { id?: string | null; cells: { value?: unknown; text: string }[] };
type Heading = { key: string; label: string; unit: string };
export type Page = { query: string; columns: Heading[]; lines: Line[]; next?: string | null };

/** Columns are numbered in the order of the cells; a page does not say in which currency its amounts are. */
export function columnsOf({ columns }: Page, before: Column[]): Column[] {
  const currency = before.find((column) => column.currency)?.currency;
  return columns.map(({ key, label, unit }, i) => ({
    key: `c${i}`,
    sort: key,
    title: label,
    type: key === 'light' ? key : unit.toLowerCase(),
    currency,
  }));
}

/** @param kind what the lines are, where each can be looked at by itself */
export function rowOf({ id, cells }: Line, columns: Column[], kind: string | undefined): Row {
  const row: Row = id ? { id, open: kind && kind !== 'task' ? `open:${kind}:${id}` : undefined } : {};
  for (const [i, column] of columns.entries()) {
    const { value, text } = cells[i] ?? {};
    if (value === null || value === undefined) continue;
    // A stage or a colleague is called by name, an amount stays a number.
    row[column.key] = /text|flag/.test(column.type ?? 'text') ? text : value;
    if (/^(expected_close|due)$/.test(column.sort ?? '') && String(value) < today()) row.late = column.key;
  }
  return row;
}

/** The day here, as days are written on the wire. */
function today(): string {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}
