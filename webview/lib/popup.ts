import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit-html';
import { brief } from '../../src/core/model/text.ts';
import type { ChoiceList } from '../../src/core/protocol/number.ts';
import { button } from './toolkit.ts';

export interface Option {
  readonly id: string;
  readonly name: string;
}

interface PopupParts {
  readonly listId: string;
  readonly label: string;
  readonly options: readonly Option[];
  /** Where the arrow keys are; -1 for nowhere. */
  readonly at: number;
  readonly list: ChoiceList | undefined;
  /** Said when nothing of the list matches what is typed. */
  readonly noMatch: string | undefined;
  readonly pick: (option: Option) => void;
}

export const optionId = (listId: string, at: number) => `${listId}-${at}`;

/** The list under a box in which one searches. */
export function drawPopup(parts: PopupParts): TemplateResult {
  const { listId, label, options } = parts;
  const words = foot(parts);
  return html`<div class="popup">
    <ul id=${listId} role="listbox" aria-label=${label}>
      ${options.map((option, at) => drawOption(option, at, parts))}
    </ul>
    <p class="muted" role="status" ?hidden=${words === ''}>${words}</p>
  </div>`;
}

function drawOption(option: Option, at: number, { listId, at: chosen, pick }: PopupParts): TemplateResult {
  const plain = option.id === option.name || option.id === '';
  return html`<li
    id=${optionId(listId, at)}
    role="option"
    aria-selected=${at === chosen ? 'true' : 'false'}
    @mousedown=${(event: Event) => {
      // The box keeps the focus, or leaving it would count as typing.
      event.preventDefault();
      pick(option);
    }}
  >
    <bdi>${brief(option.name)}</bdi>${plain ? nothing : html`<span class="muted">${brief(option.id)}</span>`}
  </li>`;
}

function foot({ list, options, noMatch }: PopupParts): string {
  if (list?.phase === 'failed') return t('The list could not be loaded. An id can be typed.');
  if (list?.phase !== 'ready') return t('Loading…');
  if (options.length === 0) return noMatch ?? t('Nothing matches.');
  const more = list.matches - list.options.length;
  return more > 0 ? t('{0} more: type to search.', more) : '';
}

/** Why there is no list, with the way to try again. */
export function drawListFailure(sentence: string, retry: () => void): TemplateResult {
  return html`<p class="list-failure">
    <span>${brief(sentence)}</span> ${button({ label: t('Retry'), onClick: retry })}
  </p>`;
}
