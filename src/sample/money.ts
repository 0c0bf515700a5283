// Amounts are whole ten-thousandths of a dollar, so that sums are exact.
export const cents = 100;
export const dollars = 10_000;

/** Writes ten-thousandths as a decimal string with at least two decimals, and no more than needed. */
export function money(amount: number): string {
  const sign = amount < 0 ? '-' : '';
  const absolute = Math.abs(amount);
  const fraction = String(absolute % dollars).padStart(4, '0');
  return `${sign}${Math.floor(absolute / dollars)}.${fraction.replace(/0{1,2}$/, '')}`;
}
