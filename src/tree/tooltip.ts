import { t } from '@vscode/l10n';
import { MarkdownString } from 'vscode';
import type { Card } from '../core/model/item.ts';
import type { Failure } from '../core/telnyx/failure.ts';
import { cardMarkdown } from '../host/markdown.ts';
import type { Node } from './node.ts';

function failureCard(failure: Failure): Card {
  const rows = failure.faults.map(({ sentence, code }) => ({ label: code ?? t('Reason'), value: sentence }));
  if (failure.status !== undefined) rows.unshift({ label: t('HTTP status'), value: String(failure.status) });
  if (failure.requestId !== undefined) rows.push({ label: t('Request id'), value: failure.requestId });
  return { title: failure.sentence, rows };
}

function cardOf({ content, item, mark }: Node): Card | undefined {
  if (content.type === 'failure') return failureCard(content.failure);
  if (content.type === 'note') return { title: content.text, rows: [] };
  const card = item?.card?.();
  // In a narrow row its name has no room.
  const plan = mark?.subject?.type === 'plan' ? [{ label: t('Plan'), value: mark.words }] : [];
  return card && { ...card, rows: [...plan, ...card.rows] };
}

/** The tooltip, made when somebody hovers. It can neither run a command nor hold a link or HTML. */
export function tooltip(node: Node): MarkdownString | undefined {
  const card = cardOf(node);
  if (!card) return undefined;
  const markdown = new MarkdownString(cardMarkdown(card));
  markdown.isTrusted = false;
  markdown.supportHtml = false;
  return markdown;
}
