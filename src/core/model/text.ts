/**
 * Characters that are not seen but change how other text is read: controls, bidi marks, zero-width and tag
 * characters, line separators, lone halves of surrogate pairs. The two joiners stay: scripts and emoji need them.
 */
const unseen = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** Text from outside with every unseen character made visible, e.g. `␊` or `[U+202E]`. */
export function visible(text: string): string {
  return text.replace(unseen, (character) => {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x20) return String.fromCodePoint(0x2400 + code);
    return `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`;
  });
}

/** `visible` text cut to at most `most` characters (code points), the cut marked by an ellipsis. */
export function brief(text: string, most = 200): string {
  // Twice `most` code units hold at least `most` code points, so that a huge text is not taken apart whole.
  const shown = visible(text.slice(0, most * 2 + 2));
  const characters = Array.from(shown);
  return characters.length <= most ? shown : characters.slice(0, most - 1).join('') + '…';
}

/** An integer with its thousands apart, `4,812`, as English and Chinese both write it. */
export function grouped(count: number): string {
  return count.toLocaleString('en-US');
}
