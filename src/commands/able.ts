import { t } from '@vscode/l10n';
import { window } from 'vscode';
import type { Ability } from '../core/model/item.ts';
import { few } from '../core/resources/show.ts';
import { inMessage } from '../host/plainText.ts';
import { nodesIn } from '../tree/node.ts';
import { subjectsIn, type NumberSubject } from './subject.ts';

/**
 * The numbers a command is run on that can do it; says which cannot. Menus ask that of the row that was clicked, and
 * a selection may hold others. What is not a row (a link, a page) is asked by the account itself.
 */
export function ableNumbers(ability: Ability, args: readonly unknown[]): readonly NumberSubject[] {
  const unable = nodesIn(args).flatMap(({ item }) =>
    item && !item.abilities.includes(ability) ? [item.label] : [],
  );
  if (unable.length > 0) {
    const sentence = t('Left out, since this cannot be done with it: {0}.', few(unable));
    void window.showWarningMessage(inMessage(sentence));
  }
  const out = new Set(unable);
  return subjectsIn('number', args).filter(({ phoneNumber }) => !out.has(phoneNumber));
}
