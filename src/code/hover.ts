import { t } from '@vscode/l10n';
import type { Position } from 'vscode';
import { Hover, MarkdownString, Range, type HoverProvider, type TextDocument } from 'vscode';
import { numbersIn } from '../core/code/literals.ts';
import type { Item } from '../core/model/item.ts';
import { commands } from '../core/model/names.ts';
import { loadedOf } from '../core/state/loaded.ts';
import type { CurrentAccount, Session } from '../core/state/session.ts';
import { readConfiguration } from '../host/configuration.ts';
import { cardMarkdown, literally } from '../host/markdown.ts';
import type { MonthCost } from './cost.ts';
import { isWatched } from './watched.ts';

interface Parts {
  readonly account: CurrentAccount;
  /** From what is kept on this machine; undefined where nothing is. */
  readonly cost: (session: Session) => Promise<MonthCost | undefined>;
}

/** Says of a phone number in a file what is known of it; asks the account for nothing. */
export function numberHovers({ account, cost }: Parts): HoverProvider {
  return {
    provideHover: async (document, position) => {
      const { session } = account;
      if (!session || !readConfiguration().code.hover || !isWatched(document)) return undefined;
      const found = numberAt(document, position);
      const row =
        found &&
        loadedOf(session)
          .find(new Set([found.text]))
          .get(found.text);
      if (!row) return undefined;
      return new Hover(words(session, found.text, row.item, await cost(session)), found.range);
    },
  };
}

function numberAt(document: TextDocument, position: Position): { text: string; range: Range } | undefined {
  const { text: line, lineNumber } = document.lineAt(position);
  const found = numbersIn(line).find(
    ({ start, text }) => start <= position.character && position.character <= start + text.length,
  );
  if (!found) return undefined;
  const { start, text } = found;
  return { text, range: new Range(lineNumber, start, lineNumber, start + text.length) };
}

function words(
  session: Session,
  phoneNumber: string,
  item: Item,
  cost: MonthCost | undefined,
): MarkdownString {
  const card = item.card?.() ?? { title: phoneNumber, rows: [] };
  const price = cost
    ? { label: t('Cost in {0}', cost.month), value: cost.of(phoneNumber) }
    : { label: t('Cost'), value: t('not loaded; view the charges of a finished month') };
  const rows = [{ label: t('Account'), value: session.profile.name }, ...card.rows, price];
  const markdown = new MarkdownString(cardMarkdown({ ...card, rows }));
  // Only this link: everything else in here is written literally.
  markdown.isTrusted = { enabledCommands: [commands.editNumber] };
  if (item.abilities.includes('edit') && item.subject) {
    const args = encodeURIComponent(JSON.stringify([item.subject]));
    markdown.appendMarkdown(`\n\n[${literally(t('Edit Settings'))}](command:${commands.editNumber}?${args})`);
  }
  return markdown;
}
