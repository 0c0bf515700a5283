import { t } from '@vscode/l10n';
import { ThemeIcon, window, type Memento, type QuickPickItem } from 'vscode';
import { inForce, type Query } from '../core/find/query.ts';
import { queryWords } from '../core/find/words.ts';
import { stillOpen } from '../core/state/left.ts';
import { askText, back } from '../host/ask.ts';
import { inLabel, inMessage } from '../host/plainText.ts';
import { SavedQueries } from '../host/savedQueries.ts';
import type { Where } from './findWhere.ts';

const longestName = 60;

/** Keeps the query in force under a name. */
export async function save({ finder }: Where, state: Memento): Promise<void> {
  const { query, words } = finder;
  if (!inForce(query)) {
    void window.showInformationMessage(t('Search or filter first: there is nothing to save.'));
    return;
  }
  const queries = new SavedQueries(state);
  const name = await askText({
    title: t('Save Search'),
    prompt: t('A name for: {0}', inMessage(words)),
    check: (typed) => {
      const wanted = typed.trim();
      if (wanted === '') return { ok: false, remark: t('Enter a name.') };
      if (wanted.length > longestName)
        return { ok: false, remark: t('A name has at most {0} characters.', longestName) };
      const taken = queries.list.some((one) => one.name === wanted);
      return { ok: true, remark: taken ? t('This replaces the search of the same name.') : undefined };
    },
  });
  if (name !== undefined && name !== back) await queries.save(name.trim(), query);
}

interface SavedItem extends QuickPickItem {
  readonly query: Query;
  readonly name: string;
}

/** Puts a saved query in force; a button deletes one. */
export async function saved({ session, finder, show }: Where, state: Memento): Promise<void> {
  const queries = new SavedQueries(state);
  if (queries.list.length === 0) {
    void window.showInformationMessage(t('No search has been saved in this workspace.'));
    return;
  }
  const query = await askSaved(finder, queries);
  if (query === undefined) return;
  stillOpen(session);
  finder.set(query);
  await show();
}

function askSaved(finder: Where['finder'], queries: SavedQueries): Promise<Query | undefined> {
  const pick = window.createQuickPick<SavedItem>();
  pick.title = t('Saved Searches');
  pick.placeholder = t('Which search should be shown?');
  pick.matchOnDescription = true;
  const draw = () => {
    pick.items = queries.list.map(({ name, query }) => ({
      label: inLabel(name),
      description: inLabel(queryWords(query, (field, value) => finder.nameOf(field, value))),
      buttons: [{ iconPath: new ThemeIcon('trash'), tooltip: t('Delete') }],
      query,
      name,
    }));
  };
  draw();
  return new Promise((resolve) => {
    pick.onDidTriggerItemButton(({ item }) => void queries.remove(item.name).then(draw));
    pick.onDidAccept(() => {
      // Where nothing fits what is typed, the question stays.
      const [chosen] = pick.selectedItems;
      if (!chosen) return;
      resolve(chosen.query);
      pick.hide();
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
}
