import { t } from '@vscode/l10n';
import { window, type QuickPick, type QuickPickItem } from 'vscode';
import { grouped } from '../core/model/text.ts';
import { tagKey } from '../core/model/tag.ts';
import { numberTable } from '../core/settings/table.ts';
import { wrongValue } from '../core/settings/validate.ts';
import { choicesOf } from '../core/state/choicesOf.ts';
import type { Session } from '../core/state/session.ts';
import { inLabel, inMessage } from '../host/plainText.ts';

interface TagItem extends QuickPickItem {
  readonly tag: string;
}

const tagsSetting = numberTable.settings.find(({ type }) => type.kind === 'tags');

/** Why a text cannot be a tag; undefined when it can. */
const wrongTag = (tag: string) => tagsSetting && wrongValue(tagsSetting, [tag]);

/** Shows a list of which several can be ticked; undefined when it was left. While nothing is meant, it stays. */
function wait(
  pick: QuickPick<TagItem>,
  meant: () => readonly string[] | undefined,
): Promise<readonly string[] | undefined> {
  return new Promise((resolve) => {
    pick.onDidAccept(() => {
      const tags = meant();
      if (!tags) return;
      resolve(tags);
      pick.hide();
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
}

/** Asks for tags of the account (operation 36), and for new ones by typing them. */
export async function askNewTags(session: Session, title: string): Promise<readonly string[] | undefined> {
  const pick = window.createQuickPick<TagItem>();
  const lists = choicesOf(session);
  let ticked: readonly string[] = [];
  pick.title = title;
  pick.placeholder = t('Tick tags, or type a new one');
  pick.canSelectMany = true;
  pick.ignoreFocusOut = true;
  const draw = () => {
    const state = lists.state('tags');
    pick.busy = state?.phase === 'loading';
    if (state?.phase === 'failed')
      pick.placeholder = t('The tags of this account cannot be listed now: type one');
    const known = state?.phase === 'ready' ? state.choices.map(({ id }) => id) : [];
    const others = [...ticked, ...known].filter(
      (tag, at, list) => list.findIndex((one) => tagKey(one) === tagKey(tag)) === at,
    );
    const typed = pick.value.trim();
    const isNew = typed !== '' && others.every((tag) => tagKey(tag) !== tagKey(typed));
    const wrong = isNew ? wrongTag(typed) : undefined;
    pick.items = [
      ...(isNew && wrong === undefined
        ? [{ label: inLabel(typed), description: t('new tag'), alwaysShow: true, tag: typed }]
        : []),
      ...others.map((tag) => ({ label: inLabel(tag), tag })),
    ];
    pick.selectedItems = pick.items.filter(({ tag }) => ticked.includes(tag));
  };
  pick.onDidChangeSelection((items) => {
    ticked = items.map(({ tag }) => tag);
  });
  pick.onDidChangeValue(draw);
  const following = lists.onDidChange(draw);
  pick.onDidHide(() => following.dispose());
  void lists.load('tags').then(draw);
  draw();
  // What is typed and not ticked is meant as well, or Enter would lose it.
  return wait(pick, () => {
    const typed = pick.value.trim();
    const meant = pick.items.find(({ tag }) => tagKey(tag) === tagKey(typed));
    const wrong = typed === '' || meant ? undefined : wrongTag(typed);
    if (wrong !== undefined) void window.showWarningMessage(inMessage(wrong));
    else return meant && !ticked.includes(meant.tag) ? [...ticked, meant.tag] : ticked;
    return undefined;
  });
}

/** Asks which of the tags that some numbers have. */
export function askOwnTags(
  title: string,
  counted: readonly { readonly tag: string; readonly count: number }[],
  of: number,
): Promise<readonly string[] | undefined> {
  const pick = window.createQuickPick<TagItem>();
  pick.title = title;
  pick.placeholder = t('Which tags are to go?');
  pick.canSelectMany = true;
  pick.ignoreFocusOut = true;
  pick.items = counted.map(({ tag, count }) => ({
    label: inLabel(tag),
    ...(of > 1 && { description: t('{0} of {1} numbers', grouped(count), grouped(of)) }),
    tag,
  }));
  return wait(pick, () => pick.selectedItems.map(({ tag }) => tag));
}
