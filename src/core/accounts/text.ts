/**
 * Characters that a name or an address never needs and that can make it look like another one: controls, line and
 * paragraph separators, zero-width characters, and those that turn the direction of writing (bidi).
 */
const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}]/u;

export function hasInvisible(text: string): boolean {
  return invisible.test(text);
}
