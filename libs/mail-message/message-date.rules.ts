const DATE =
  /(?:^|[\s,])(\d{1,2})[\s-]+(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?[\s-]+(\d{4}|\d{2})\s+(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?\s*([+-]\d{4}|[a-z]{1,5})?/i;

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Hours; RFC 5322 §4.3. Any other name of a zone says nothing, which is UTC. */
const ZONES: Readonly<Record<string, number>> = {
  edt: -4,
  est: -5,
  cdt: -5,
  cst: -6,
  mdt: -6,
  mst: -7,
  pdt: -7,
  pst: -8,
};

/** The moment of a Date header (RFC 5322 §3.3 and §4.3), or undefined when it tells none between 1970 and 9999. */
export function readMessageDate(text: string): Date | undefined {
  const parts = DATE.exec(text.slice(0, 200));
  if (!parts) return undefined;
  const [, day = '', month = '', year = '', hour = '', minute = '', second = '0', zone = ''] = parts;
  const moment = new Date(
    Date.UTC(
      fullYear(Number(year), year.length),
      MONTHS.indexOf(month.toLowerCase()),
      Number(day),
      Number(hour),
      Number(minute) - offsetMinutes(zone),
      Math.min(Number(second), 59),
    ),
  );
  const isPossible = Number(hour) < 24 && Number(minute) < 60 && Number(day) >= 1 && Number(day) <= 31;
  return isPossible && moment.getTime() >= 0 && moment.getUTCFullYear() <= 9999 ? moment : undefined;
}

function fullYear(year: number, digits: number): number {
  if (digits > 2) return year;
  return year < 50 ? 2000 + year : 1900 + year;
}

function offsetMinutes(zone: string): number {
  if (!/^[+-]/.test(zone)) return (ZONES[zone.toLowerCase()] ?? 0) * 60;
  const sign = zone.startsWith('-') ? -1 : 1;
  return sign * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3)));
}
