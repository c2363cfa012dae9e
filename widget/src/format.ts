/** Numbers, money and dates as the reader's language writes them. */
export function money(value: unknown, currency: unknown, locale: string): string {
  const amount = typeof value === 'object' && value ? (value as { amount?: unknown }).amount : value;
  const code = typeof value === 'object' && value ? (value as { currency?: unknown }).currency : currency;
  const number = Number(amount);
  if (amount === null || amount === undefined || amount === '' || Number.isNaN(number)) return text(value);
  const digits = Number.isInteger(number) ? 0 : 2;
  try {
    return new Intl.NumberFormat(locale, {
      style: 'currency',
      currency: text(code) || 'EUR',
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    }).format(number);
  } catch {
    return `${amount} ${text(code)}`;
  }
}

export function number(value: unknown, locale: string): string {
  return typeof value === 'number' ? new Intl.NumberFormat(locale).format(value) : text(value);
}

/** Of a hundred; each language sets the sign in its own way. */
export const percent = (value: number, locale: string): string =>
  new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }).format(value / 100);

/** A day without a time is that day for every reader. French counts the first of a month, and that one alone. */
export function date(
  value: unknown,
  locale: string,
  style: Intl.DateTimeFormatOptions = { dateStyle: 'medium' },
): string {
  const said = text(value);
  const day = new Date(said);
  if (Number.isNaN(day.getTime())) return said;
  const timeZone = said.length === 10 ? 'UTC' : undefined;
  return new Intl.DateTimeFormat(locale, { ...style, timeZone })
    .formatToParts(day)
    .map((part) => (part.type === 'day' && part.value === '1' && locale.startsWith('fr') ? '1er' : part.value))
    .join('');
}

export function time(value: number, locale: string): string {
  return new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' }).format(value);
}

/** Whatever the server sent, as text; nothing for what is absent. */
export function text(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map(text).join(', ');
  if (typeof value === 'object') {
    const fields = value as Record<string, unknown>;
    return text(fields.label ?? fields.name ?? fields.title ?? fields.value ?? '');
  }
  return String(value);
}
