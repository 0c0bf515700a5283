/** E.164 anywhere in a text, and ten or more digits that may be one without its sign; ids and amounts are others. */
const numbers = /(?<![\w.+-])(?:\+[1-9]\d{6,14}|[1-9]\d{9,14})(?![\w.-])/g;

/** A text with its phone numbers without the digits that tell whose they are: the first two and the last two stay. */
export const masked = (text: string): string =>
  text.replace(numbers, (number) => {
    const sign = number.startsWith('+') ? '+' : '';
    const digits = number.slice(sign.length);
    return `${sign}${digits.slice(0, 2)}${'•'.repeat(digits.length - 4)}${digits.slice(-2)}`;
  });

/** Every text of an answer masked, but for ids, by which a number is named to other tools. */
export function maskedAll(value: unknown): unknown {
  if (typeof value === 'string') return masked(value);
  if (Array.isArray(value)) return value.map(maskedAll);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [key, key === 'id' ? (part as unknown) : maskedAll(part)]),
  );
}
