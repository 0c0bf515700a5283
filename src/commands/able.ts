import { t } from '@vscode/l10n';
import { window } from 'vscode';
import type { Ability } from '../core/model/item.ts';
import { grouped } from '../core/model/text.ts';
import { few } from '../core/resources/show.ts';
import { inMessage } from '../host/plainText.ts';
import { nodesIn } from '../tree/node.ts';
import { subjectsIn, type NumberSubject } from './subject.ts';
import { takersOf } from './takers.ts';

/**
 * The numbers a command is run on that it can go to; says how many others there are. Menus ask that of one row or of
 * any that is selected, and a selection may hold others. What is not a row (a link, a page) is asked by the account itself.
 */
export function ableNumbers(ability: Ability, args: readonly unknown[]): readonly NumberSubject[] {
  const items = nodesIn(args).flatMap(({ item }) => item ?? []);
  if (items.length === 0) return subjectsIn('number', args);
  const { taken, left } = takersOf(ability, items);
  if (left.length > 0) void window.showWarningMessage(inMessage(leftOut(left, items.length)));
  return taken;
}

function leftOut(left: readonly string[], of: number): string {
  if (of === 1) return t('This cannot be done with {0}.', few(left));
  return left.length === 1
    ? t('1 of {0} cannot take this and is left out: {1}.', grouped(of), few(left))
    : t('{0} of {1} cannot take this and are left out: {2}.', grouped(left.length), grouped(of), few(left));
}
