import type { Card } from '../core/model/item.ts';
import { brief } from '../core/model/text.ts';

/**
 * Text that no Markdown reader takes for anything else: everything but letters, digits and blanks becomes a
 * numeric entity. So neither markup nor a bare address (which would become a link) survives.
 */
export function literally(text: string): string {
  return brief(text, 500).replace(
    /[^\p{L}\p{N}\p{M} ]/gu,
    (character) => `&#${character.codePointAt(0) ?? 0};`,
  );
}

/** A card as Markdown: the title, then one line for each label and value. */
export function cardMarkdown(card: Card): string {
  const lines = card.rows.map(({ label, value }) => `${literally(label)}: ${literally(value)}`);
  const parts = [`**${literally(card.title)}**`, lines.join('  \n')];
  if (card.note !== undefined) parts.push(`_${literally(card.note)}_`);
  return parts.filter((part) => part !== '').join('\n\n');
}
