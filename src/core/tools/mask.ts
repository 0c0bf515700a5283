/** A phone number without the digits that tell whose it is: the first two and the last two stay. */
export const masked = (phoneNumber: string): string =>
  phoneNumber.replace(/\+?\d{7,15}/g, (number) => {
    const sign = number.startsWith('+') ? '+' : '';
    const digits = number.slice(sign.length);
    return `${sign}${digits.slice(0, 2)}${'•'.repeat(digits.length - 4)}${digits.slice(-2)}`;
  });
