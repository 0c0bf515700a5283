import { t } from '@vscode/l10n';
import * as v from 'valibot';
import { Failure } from '../core/telnyx/failure.ts';

const entries = v.array(
  v.object({ command: v.exactOptional(v.string()), when: v.exactOptional(v.string()) }),
);
const manifest = v.object({
  contributes: v.object({
    menus: v.object({
      'view/item/context': entries,
      'webview/context': entries,
      'telnyx.assign': entries,
      'view/title': entries,
    }),
  }),
});

/** What the menu of a table gives where it could not be understood as rows: none is chosen there any more. */
const isBare = (row: unknown) => typeof row === 'object' && row !== null && 'telnyxItem' in row;

/**
 * Throws a Failure where a row that a person chose is lost: while VS Code draws a view anew it gives `undefined` in place
 * of each row of it, and a table may have been read anew while its menu was open. Without a word nothing would happen
 * then, or not to all that were selected, or to all numbers.
 *
 * `packageJson`: the manifest, which says what stands on rows. In the title of a view there is no row to lose.
 */
export function lostRowsRefused(packageJson: unknown): (id: string, args: readonly unknown[]) => void {
  const { menus } = v.parse(manifest, packageJson).contributes;
  const onRows = new Set(
    [...menus['view/item/context'], ...menus['telnyx.assign']].map(({ command }) => command),
  );
  for (const { command } of menus['view/title']) onRows.delete(command);
  const ofTable = menus['webview/context'].filter(({ when }) => when?.includes('telnyxItem'));
  const onLines = new Set([...ofTable, ...menus['telnyx.assign']].map(({ command }) => command));
  return (id, args) => {
    const [row, selected] = args;
    const isLost =
      (args.length > 0 && row === undefined && onRows.has(id)) || (isBare(row) && onLines.has(id));
    if (!isLost && !(Array.isArray(selected) && selected.includes(undefined))) return;
    throw new Failure({
      kind: 'misuse',
      sentence: t('The list was drawn anew at this moment, and nothing was done. Choose once more.'),
      wayOut: 'none',
    });
  };
}
