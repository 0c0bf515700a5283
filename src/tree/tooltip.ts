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

function cardOf({ content, item }: Node): Card | undefined {
  if (content.type === 'failure') return failureCard(content.failure);
  return content.type === 'note' ? { title: content.text, rows: [] } : item?.card?.();
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
